//! Steps of works, and which of them come before which.

use crate::packed::Text;
use crate::values::Words;
use serde::Deserialize;
use std::ops::Range;

/// The steps, found in a text in one pass. Of words that hold each other the longest counts: 中期验收 is no 验收.
#[derive(Debug, Default)]
pub struct Steps {
    words: Words<Step>,
    /// For each step, the steps that come before it.
    after: Vec<Vec<Step>>,
    /// For each step, whether it is told of who takes it, and not of the works.
    acts: Vec<bool>,
}

/// A step: an index into the steps of the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step(usize);

/// A step as the data file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepFile<'s> {
    #[serde(borrow)]
    name: Text<'s>,
    #[serde(borrow)]
    words: Vec<Text<'s>>,
    #[serde(borrow)]
    after: Vec<Text<'s>>,
    #[serde(default)]
    act: bool,
}

impl Steps {
    /// The steps named in a text, in order, with their places.
    pub fn find<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (Range<usize>, Step)> + 's {
        self.words.find(text).map(|(range, step)| (range, *step))
    }

    /// Whether `earlier` comes before `later`.
    pub fn follows(&self, later: Step, earlier: Step) -> bool {
        self.after.get(later.0).is_some_and(|after| after.contains(&earlier))
    }

    /// The steps that come before one, the nearest last.
    pub fn before(&self, later: Step) -> &[Step] {
        self.after.get(later.0).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether who takes the step is named before it: 乡政府报送资金申请.
    pub fn is_act(&self, step: Step) -> bool {
        self.acts.get(step.0).copied().unwrap_or_default()
    }

    /// Whether the step has others before it: it ends something.
    pub fn is_end(&self, step: Step) -> bool {
        self.after.get(step.0).is_some_and(|after| !after.is_empty())
    }

    pub(super) fn new(files: &[StepFile<'_>]) -> Result<Self, String> {
        let named = |name: &Text<'_>| {
            let found = files.iter().position(|step| step.name == *name).map(Step);
            found.ok_or_else(|| format!("no step is named “{}”", &**name))
        };
        let after = files.iter().map(|step| step.after.iter().map(named).collect()).collect::<Result<_, _>>()?;
        let steps = files.iter().enumerate();
        let words = Words::at_start(steps.flat_map(|(at, step)| step.words.iter().map(move |word| (word, Step(at)))));
        let acts = files.iter().map(|step| step.act).collect();
        Ok(Steps { words, after, acts })
    }
}
