//! How a text differs from what it was, as `patch` and reviewers read it.

use similar::TextDiff;

/// The unified difference of a file before and after; empty when there is none.
pub fn unified(path: &str, before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    difference.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn only_changed_lines_and_their_surroundings_are_shown() {
        let before = "一\n二\n三\n四\n建立台帐。\n";
        let shown = unified("报告.txt", before, &before.replace('帐', "账"));
        assert_eq!(shown, "--- a/报告.txt\n+++ b/报告.txt\n@@ -2,4 +2,4 @@\n 二\n 三\n 四\n-建立台帐。\n+建立台账。\n");
        assert_eq!(unified("报告.txt", before, before), "");
    }
}
