//! The lists of phrases that extractors ask of every sentence and cell, in one table: a report is read once for all of them.

use super::forms::Forms;
use super::schemes::Schemes;
use super::words::Goals;
use crate::values::Words;
use std::collections::BTreeMap;

/// A list of phrases that is asked of running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// Words of a cause.
    Causes,
    /// Names of the rate of execution.
    Rates,
    /// Before what was reached.
    Actual,
    /// A score that slides with the rate.
    Sliding,
    /// What such a score is about.
    About,
    /// Before the total that a report states itself.
    Full,
    /// Before a grade.
    Grades,
    /// Grades.
    Ranks,
    /// What says that points to be had are told.
    Systems,
    /// What says that scores count by weights.
    Weighing,
    /// What says that points are given or taken beside those of the parts.
    Bonus,
    /// What says that a line is on another time.
    Other,
    /// Before a target.
    Target,
    /// Before a result of works.
    Finished,
    /// Before what a result is held against.
    Against,
    /// How labels of goals end.
    Goals,
    /// How labels of results end.
    Results,
}

impl List {
    /// How many there are.
    pub const COUNT: usize = List::Results as usize + 1;
}

/// The phrases of all lists.
#[derive(Debug)]
pub struct Glossary {
    /// Every phrase once, with a bit for each list that holds it.
    all: Words<u32>,
    /// The phrases list by list, and whether each means what it says.
    lists: [Words<bool>; List::COUNT],
}

impl Glossary {
    /// The lists of the data.
    pub fn new(forms: &Forms, schemes: &Schemes, goals: &Goals) -> Self {
        let (attainment, score) = (&forms.attainment, &forms.score);
        let phrases = [
            (List::Rates, &attainment.rates),
            (List::Actual, &attainment.actual),
            (List::Sliding, &forms.scheme.sliding),
            (List::About, &forms.scheme.about),
            (List::Full, &schemes.full),
            (List::Grades, &score.grades),
            (List::Systems, &schemes.systems),
            (List::Weighing, &score.weighing),
            (List::Bonus, &score.bonus),
            (List::Other, &forms.record.other),
            (List::Target, &attainment.target),
            (List::Finished, &attainment.finished),
            (List::Against, &attainment.against),
        ];
        let causes = attainment.causes.iter().map(|(phrase, meant)| (List::Causes, phrase, meant));
        let ranks = forms.grade.iter().flat_map(|grade| &grade.words).map(|word| (List::Ranks, word.as_str(), true));
        let listed = phrases.into_iter().flat_map(|(list, phrases)| phrases.iter().map(move |phrase| (list, phrase, true)));
        let labels = [(List::Goals, &goals.goal), (List::Results, &goals.result)];
        let labels = labels.into_iter().flat_map(|(list, endings)| endings.iter().map(move |ending| (list, ending.as_str(), true)));
        let listed: Vec<(List, &str, bool)> = causes.chain(listed).chain(ranks).chain(labels).collect();
        let mut all: BTreeMap<&str, u32> = BTreeMap::new();
        listed.iter().for_each(|(list, phrase, _)| *all.entry(phrase).or_default() |= 1 << *list as u32);
        let of = |at: usize| {
            let own = listed.iter().filter(move |(list, ..)| *list as usize == at);
            own.map(|(_, phrase, meant)| (*phrase, *meant))
        };
        Glossary { all: Words::at_start(all), lists: std::array::from_fn(|at| Words::at_start(of(at))) }
    }

    /// Where in a text the phrases of each list begin, in order.
    pub fn places(&self, text: &str) -> [Vec<u32>; List::COUNT] {
        let mut places: [Vec<u32>; List::COUNT] = Default::default();
        for (range, lists) in self.all.overlapping(text) {
            let (at, mut lists) = (range.start as u32, *lists);
            while let Some(places) = places.get_mut(lists.trailing_zeros() as usize) {
                lists &= lists - 1;
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        places
    }

    /// The length of the longest phrase of a list with which a text begins, and whether it means what it says.
    pub fn longest(&self, list: List, text: &str) -> Option<(usize, bool)> {
        self.lists.get(list as usize)?.longest(text).map(|(phrase, meant)| (phrase.len(), *meant))
    }
}
