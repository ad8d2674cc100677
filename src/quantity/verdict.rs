//! What a check says about one binding, and the laws by which verdicts combine.
//!
//! A verdict is a place on one line, from what no true figures could produce to what they easily could:
//!
//! ```text
//! Inconsistent < Suspicious < NotChecked < Boundary < Consistent
//! ```
//!
//! `NotChecked` stands in the middle as the unknown of three-valued logic: it must not hide a part that is proven
//! wrong, and it must not be hidden by one. So `and` is the lower of two verdicts, `or` the higher, `not` the mirror image;
//! De Morgan's laws hold, and all three are associative up to the reason given.
//!
//! That `or` takes the *best* is the charity of the whole tool: a sentence with several plausible readings is wrong only when
//! every reading is wrong, and a reading that cannot be checked keeps the others from accusing anyone.

/// The outcome of one rule on one binding. Every one is counted; only the first two are reported.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    /// No true values could be displayed so.
    Inconsistent,
    /// True values exist only if trailing zeros were dropped unevenly.
    Suspicious,
    /// It could not be decided.
    NotChecked(Reason),
    /// True values exist, but only where two ranges touch in one point.
    Boundary,
    /// True values exist.
    Consistent,
}

/// Why a relation could not be checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// The report does not give a figure that is needed.
    Missing,
    /// A figure is hedged (约, 左右), and the rule gives no width.
    Hedged,
    /// The figures count different things, or one has no unit.
    Unit,
    /// The base of a rate is zero.
    ZeroDenominator,
    /// The exact result needs more digits than there are.
    Overflow,
    /// The readings of the sentence disagree and cannot be told apart.
    Ambiguous,
    /// The rule took more steps than it is allowed.
    Budget,
}

impl Verdict {
    /// The verdict of a plain truth.
    pub fn of(truth: bool) -> Verdict {
        if truth { Verdict::Consistent } else { Verdict::Inconsistent }
    }

    /// Both must hold: the worse of the two, the first on a tie.
    pub fn and(self, other: Verdict) -> Verdict {
        if other.rank() < self.rank() { other } else { self }
    }

    /// One must hold: the better of the two, the first on a tie. This is the rule of charity.
    pub fn or(self, other: Verdict) -> Verdict {
        if other.rank() > self.rank() { other } else { self }
    }

    /// All must hold; nothing to hold is consistent. Stops at the first that is inconsistent.
    pub fn all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let mut worst = Verdict::Consistent;
        for verdict in verdicts {
            worst = worst.and(verdict);
            if worst == Verdict::Inconsistent {
                break;
            }
        }
        worst
    }

    /// One must hold; none at all is inconsistent. Stops at the first that is consistent.
    pub fn any(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let mut best = Verdict::Inconsistent;
        for verdict in verdicts {
            best = best.or(verdict);
            if best == Verdict::Consistent {
                break;
            }
        }
        best
    }

    /// The mirror image. It is meant for plain truths: the negation of an interval relation accuses wherever the relation is
    /// merely possible, which no rule should want.
    pub fn negate(self) -> Verdict {
        match self {
            Verdict::Inconsistent => Verdict::Consistent,
            Verdict::Suspicious => Verdict::Boundary,
            Verdict::NotChecked(reason) => Verdict::NotChecked(reason),
            Verdict::Boundary => Verdict::Suspicious,
            Verdict::Consistent => Verdict::Inconsistent,
        }
    }

    /// Whether it is a plain yes: a condition selects only what is consistent beyond doubt.
    pub fn holds(self) -> bool {
        self == Verdict::Consistent
    }

    /// Whether it is worth a finding.
    pub fn is_reported(self) -> bool {
        self.rank() < Verdict::NotChecked(Reason::Missing).rank()
    }

    /// The name in JSON and in ledgers.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Inconsistent => "inconsistent",
            Verdict::Suspicious => "suspicious",
            Verdict::NotChecked(_) => "not-checked",
            Verdict::Boundary => "boundary",
            Verdict::Consistent => "consistent",
        }
    }

    /// The word in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Verdict::Inconsistent => "不符",
            Verdict::Suspicious => "存疑",
            Verdict::NotChecked(_) => "未能核对",
            Verdict::Boundary => "临界",
            Verdict::Consistent => "相符",
        }
    }

    /// The place on the line, the worst first.
    fn rank(self) -> u8 {
        match self {
            Verdict::Inconsistent => 0,
            Verdict::Suspicious => 1,
            Verdict::NotChecked(_) => 2,
            Verdict::Boundary => 3,
            Verdict::Consistent => 4,
        }
    }
}

impl From<Result<Verdict, Reason>> for Verdict {
    fn from(result: Result<Verdict, Reason>) -> Verdict {
        result.unwrap_or_else(Verdict::NotChecked)
    }
}

impl Reason {
    /// The reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Reason::Missing => "报告中没有核对所需的数据",
            Reason::Hedged => "数据为约数，无法精确核对",
            Reason::Unit => "各数单位不同或没有写明单位",
            Reason::ZeroDenominator => "分母为零，算不出比率",
            Reason::Overflow => "数值位数超出范围",
            Reason::Ambiguous => "语句有多种解读且结论不一",
            Reason::Budget => "规则的运算步数超限",
        }
    }

    /// The reason in English.
    pub fn en(self) -> &'static str {
        match self {
            Reason::Missing => "the report does not give all that the relation needs",
            Reason::Hedged => "a figure is approximate, so that nothing can be held against it",
            Reason::Unit => "the figures have different units, or one has none",
            Reason::ZeroDenominator => "the base of the rate is zero, so that there is no rate",
            Reason::Overflow => "a figure has too many digits",
            Reason::Ambiguous => "the readings of the sentence disagree",
            Reason::Budget => "the rule took too many steps",
        }
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Missing => "missing",
            Reason::Hedged => "hedged",
            Reason::Unit => "unit",
            Reason::ZeroDenominator => "zero-denominator",
            Reason::Overflow => "overflow",
            Reason::Ambiguous => "ambiguous",
            Reason::Budget => "budget",
        }
    }
}
