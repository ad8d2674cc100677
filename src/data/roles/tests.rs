//! The built-in roles and what is found in them.

use super::*;

fn roles() -> Roles {
    toml::from_str(include_str!("../../../rules/data/roles.toml")).expect("as built in")
}

#[test]
fn words_have_their_classes() {
    let roles = roles();
    let classes = roles.classes("项目于2019年启动，计划2025年完成");
    assert!(classes.has(Class::Plan) && classes.has(Class::Done));
    assert!(!classes.has(Class::Evaluation));
    assert!(roles.classes("以前年度结转").any(&[Class::CarriedOver]));
}

#[test]
fn labels_are_known_with_spaces_inside() {
    let roles = roles();
    assert_eq!(roles.label("评 价 时 间"), Some(Label::Evaluated));
    assert_eq!(roles.label("填表日期"), Some(Label::Submitted));
    assert_eq!(roles.label("联系电话"), None);
}

#[test]
fn the_longest_step_counts() {
    let roles = roles();
    let steps = roles.steps();
    let found: Vec<_> = steps.find("开工建设，中期验收，竣工验收").map(|(_, step)| step).collect();
    let [start, other, acceptance] = found.as_slice() else { panic!("{found:?}") };
    assert!(steps.follows(*acceptance, *start));
    assert!(!steps.follows(*other, *start) && !steps.is_end(*other));
    assert!(!steps.follows(*start, *acceptance));
}
