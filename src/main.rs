//! The `gouji` program: see the library's documentation.

fn main() -> std::process::ExitCode {
    gouji::cli::run()
}
