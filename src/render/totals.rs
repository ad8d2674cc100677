//! What a run came to.

use crate::finding::{Coverage, Ledger, Report, Severity};

/// What a run came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// Documents checked.
    pub documents: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that were counted but not shown.
    pub hidden: usize,
    /// Findings that a baseline knows, by severity, the lowest first.
    pub known: [usize; 3],
    /// Findings that are allowed, and so not counted above.
    pub allowed: usize,
    /// Findings of a baseline that are there no more.
    pub gone: usize,
    /// Relations checked, by verdict.
    pub ledger: Ledger,
    /// The numbers that they leave untouched, where they are listed.
    pub coverage: Option<Coverage>,
}

impl Totals {
    /// What one report comes to.
    pub fn of(report: &Report, show: Severity) -> Totals {
        let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
        Totals {
            documents: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            hidden: report.findings.iter().filter(|finding| finding.severity < show).count(),
            known: Severity::ALL.map(|severity| report.findings.iter().filter(|one| one.known && one.severity == severity).count()),
            allowed: report.allowed,
            gone: 0,
            ledger: report.ledger,
            coverage: report.coverage,
        }
    }

    /// Findings at or above a level that no baseline knows.
    pub fn new_at_least(&self, level: Severity) -> usize {
        let [infos, warnings, errors] = self.known;
        let new = [self.infos - infos, self.warnings - warnings, self.errors - errors];
        Severity::ALL.iter().zip(new).filter(|(severity, _)| **severity >= level).map(|(_, count)| count).sum()
    }
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.documents += other.documents;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.hidden += other.hidden;
        self.known.iter_mut().zip(other.known).for_each(|(sum, more)| *sum += more);
        self.allowed += other.allowed;
        self.gone += other.gone;
        self.ledger += other.ledger;
        if let Some(more) = other.coverage {
            *self.coverage.get_or_insert_default() += more;
        }
    }
}
