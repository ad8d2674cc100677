//! A file replaced whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes `bytes` to a new file beside `path` and puts it in its place. A symbolic link stays and what it points to is replaced;
/// permissions and owner are kept, and a file that may not be written is left alone.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let permissions = fs::metadata(&target).ok().map(|metadata| metadata.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = beside(folder)?;
    file.write_all(bytes)?;
    owned_alike(file.as_file(), &target);
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target)?;
    Ok(())
}

/// Gives the file the owner and the group of what it replaces, as far as the system lets this user do so.
#[cfg(unix)]
fn owned_alike(file: &fs::File, target: &Path) {
    use std::os::unix::fs::{MetadataExt, fchown};
    if let Ok(metadata) = fs::metadata(target) {
        let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    }
}

/// Elsewhere a new file has the owner that its folder gives it.
#[cfg(not(unix))]
fn owned_alike(_file: &fs::File, _target: &Path) {}

/// A temporary file that others may read once it has its name, as far as the user's mask allows.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gouji-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
