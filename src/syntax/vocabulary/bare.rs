//! A word without what stands around it in a report.

/// The bracket inside a short text: 转移支付（项目）名称.
pub(super) fn inner_bracket(text: &str) -> Option<(usize, usize)> {
    let open = text.find(['（', '(']).filter(|&open| open > 0 && text.len() < 90)?;
    let close = open + text[open..].find(['）', ')'])?;
    Some((open, close + text[close..].chars().next()?.len_utf8()))
}

/// The text without a figure and a point before it: 2.项目实施内容.
fn unnumbered(text: &str) -> &str {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match behind.strip_prefix(['.', '．', '、']) {
        Some(rest) if behind.len() < text.len() && !rest.starts_with(|c: char| c.is_ascii_digit()) => rest.trim_start(),
        _ => text,
    }
}

/// The text without the number before a label, and the brackets and the colon that may follow a label: 项目资金（万元）： → 项目资金.
pub(in crate::syntax) fn bare(text: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(|byte| (0xE4..=0xE9).contains(byte));
    if plain(text.as_bytes().first()) && plain(text.as_bytes().get(text.len().wrapping_sub(3))) {
        return text;
    }
    let mut text = unnumbered(text.trim().trim_start_matches('*')).trim_end_matches(['：', ':', '*', ' ', '\u{3000}']);
    while text.ends_with(['）', ')']) {
        match text.rfind(['（', '(']) {
            Some(0) | None => return text,
            Some(open) => text = text[..open].trim_end(),
        }
    }
    text
}
