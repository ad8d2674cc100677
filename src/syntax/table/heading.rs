//! What header cells and the first cells of rows are, for those who read tables.

use crate::syntax::vocabulary::{Roles, Vocabulary};

/// What stands below a header cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Heading {
    /// 一级指标
    Level1,
    /// 二级指标
    Level2,
    /// 三级指标, or the indicator's name
    Name,
    /// ≥, ≤
    Operator,
    /// The target.
    Target,
    /// The unit of target and result.
    Measure,
    /// The result.
    Actual,
    /// The points to be had.
    Weight,
    /// The points had.
    Score,
    /// An amount.
    Money,
    /// A rate.
    Rate,
    /// Reasons.
    Reason,
    /// Other words.
    Words,
}

impl Vocabulary {
    /// What stands below a header cell.
    pub fn heading(&self, text: &str) -> Option<Heading> {
        let roles = self.roles(text);
        let table = [
            (Roles::LEVEL1, Heading::Level1),
            (Roles::LEVEL2, Heading::Level2),
            (Roles::NAME, Heading::Name),
            (Roles::OPERATOR, Heading::Operator),
            (Roles::TARGET, Heading::Target),
            (Roles::MEASURE, Heading::Measure),
            (Roles::ACTUAL, Heading::Actual),
            (Roles::WEIGHT, Heading::Weight),
            (Roles::SCORE, Heading::Score),
            (Roles::MONEY, Heading::Money),
            (Roles::RATE, Heading::Rate),
            (Roles::REASON, Heading::Reason),
            (Roles::WORDS, Heading::Words),
        ];
        table.iter().find(|(role, _)| roles.any(*role)).map(|(_, heading)| *heading)
    }

    /// Whether the text begins a row of totals.
    pub fn is_total(&self, text: &str) -> bool {
        self.roles(text).any(Roles::TOTAL)
    }

    /// Whether the text is the label of a field or of a group of boxes.
    pub fn is_field_label(&self, text: &str) -> bool {
        self.roles(text).any(Roles::FIELD.or(Roles::CHOICE))
    }

    /// Whether the text is a class of indicators: 产出指标, 数量指标.
    pub fn is_class(&self, text: &str) -> bool {
        self.roles(text).any(Roles::ROW_LEVEL1.or(Roles::ROW_LEVEL2))
    }
}
