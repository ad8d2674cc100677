//! The built-in registry, and what is found in it.

use super::*;

fn registry() -> Registry {
    toml::from_str(include_str!("../../../rules/data/registry.toml")).expect("as built in")
}

#[test]
fn cores_of_titles() {
    let registry = registry();
    for (title, core) in [
        ("项目支出绩效评价管理办法", "项目支出绩效评价管理办法"),
        ("财政部关于印发《项目支出绩效评价管理办法》的通知", "项目支出绩效评价管理办法"),
        ("关于印发〈项目支出 绩效评价管理办法〉的通知", "项目支出绩效评价管理办法"),
        ("财政部关于印发项目支出绩效评价管理办法的通知", "项目支出绩效评价管理办法"),
        ("中共中央 国务院关于全面实施预算绩效管理的意见", "全面实施预算绩效管理意见"),
        ("中华人民共和国预算法实施条例", "预算法实施条例"),
        ("行政事业单位内部控制规范（试行）", "行政事业单位内部控制规范"),
    ] {
        assert_eq!(registry.core(title).text, core, "{title}");
        assert!(!registry.core(title).relays, "{title}");
    }
    assert!(registry.core("关于转发〈农村公路养护管理办法〉的通知").relays);
    assert!(registry.core("关于贯彻落实《中共中央 国务院关于全面实施预算绩效管理的意见》的通知").relays);
}

#[test]
fn documents_are_found_by_number_and_title() {
    let registry = registry();
    let old = registry.numbered("财预〔2011〕285号").expect("as built in");
    assert_eq!(old.replaced_by.as_deref(), Some("财预〔2020〕10号"));
    assert!(old.governs_evaluation && old.sure);
    assert_eq!(registry.titled("财政支出绩效评价管理暂行办法").count(), 2);
    assert!(registry.numbered("财预〔2011〕286号").is_none());
    assert_eq!(registry.issuer("财政部财预"), "财预");
    assert_eq!(registry.issuer("中华人民共和国财政部令"), "财政部令");
}

#[test]
fn the_registry_agrees_with_itself() {
    let registry = registry();
    assert!(registry.entries.len() >= 40);
    for entry in &registry.entries {
        assert!(entry.in_force.is_none_or(|first| entry.repealed.is_none_or(|end| first < end)), "{}", entry.title);
        assert_eq!(entry.repealed.is_some(), entry.replaced_by.is_some(), "{}", entry.title);
        let Some(next) = &entry.replaced_by else { continue };
        let next = registry.numbered(next).unwrap_or_else(|| panic!("{}: {next} is not in the registry", entry.title));
        assert_eq!(next.in_force, entry.repealed, "{}", entry.title);
    }
}

#[test]
fn a_later_entry_replaces_an_earlier_one() {
    let text = r#"
        document = [
            { number = "甲发〔2020〕1号", title = "甲办法", certainty = "likely", source = "" },
            { number = "甲发〔2020〕1号", title = "乙办法", certainty = "sure", source = "" },
        ]"#;
    let registry: Registry = toml::from_str(text).expect("as built in");
    assert_eq!(registry.numbered("甲发〔2020〕1号").expect("as built in").title, "乙办法");
    assert_eq!(registry.titled("甲办法").count(), 0);
}
