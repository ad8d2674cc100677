//! Shares of several things told in one: 护林补助和防火带建设两项合计占支出的65%.

use super::Reader;
use super::words::Words;
use crate::data::connectors::{Meaning, Role};
use crate::facts::near::JOINTS;
use crate::facts::quotient::Quotient;

/// A name is no shorter, in characters.
const NAME: usize = 2;

impl Reader<'_, '_> {
    /// The readings of a share whose words name several figures before it, each by the words before the figure. None where they name
    /// one thing, or not each of them is found.
    pub(super) fn joint(&self, at: usize, words: Words) -> Option<Vec<Quotient>> {
        let (behind, list) = self.list_of_names(at, words)?;
        let parts = self.listed_figures(behind, list)?;
        let outside = |reading: &Quotient| !reading.denominators.iter().any(|whole| parts.contains(whole));
        let of = |part: &usize| self.readings(*part, words).into_iter().filter(outside).collect::<Vec<_>>();
        let readings = parts.iter().map(of).find(|readings| !readings.is_empty()).unwrap_or_default();
        Some(readings.into_iter().map(|reading| Quotient { numerators: parts.clone(), ..reading }).collect())
    }

    /// The words that name what a share is of, and the place of the figure whose words they are: 两项 behind them is a figure of its own.
    fn list_of_names(&self, at: usize, words: Words) -> Option<(usize, &str)> {
        let (rate, own) = (self.prose.get(at)?, self.prose.words(words.subject));
        let is_list = |text: &str| text.contains(JOINTS);
        if is_list(own) {
            return Some((at, own));
        }
        let before = at.checked_sub(1)?;
        let counted = self.prose.get(before).filter(|counted| counted.is_amount() && counted.clause == rate.clause)?;
        let names = self.prose.words(counted.head);
        let all = counted.quantity.value == names.split(JOINTS).count().into();
        (all && is_list(names)).then_some((before, names))
    }

    /// The figure of each name of a list, in their order.
    fn listed_figures(&self, at: usize, list: &str) -> Option<Vec<usize>> {
        let names = self.names(list);
        let figures: Option<Vec<usize>> = names.iter().map(|name| self.called(at, name)).collect();
        let figures = figures.filter(|figures| figures.len() > 1 && figures.is_sorted_by(|one, next| one < next))?;
        let first = self.prose.get(*figures.first()?)?;
        figures.iter().all(|&figure| self.prose.get(figure).is_some_and(|figure| figure.is_like(first))).then_some(figures)
    }

    /// Without the words around them: 其中, 合计.
    fn names<'t>(&self, list: &'t str) -> Vec<&'t str> {
        let places = |text: &'t str, roles: &'static [Role]| {
            let has = move |(range, meaning)| matches!(meaning, Meaning::Word(word) if word.any(roles)).then_some(range);
            self.connectors.find(text).filter_map(has).next()
        };
        let end = places(list, &[Role::Closes, Role::Sums]).map_or(list.len(), |range| range.start);
        let list = list.get(..end).unwrap_or(list);
        let start = places(list, &[Role::Opens]).map_or(0, |range| range.end);
        list.get(start..).unwrap_or(list).split(JOINTS).map(str::trim).collect()
    }

    /// The nearest figure of the section before a share that stands right behind a name.
    fn called(&self, at: usize, name: &str) -> Option<usize> {
        let fits = |other: &usize| {
            let told = self.prose.get(*other).filter(|other| other.is_amount() && other.is_plain() && !other.is_change());
            told.is_some_and(|other| self.prose.words(other.head).contains(name))
        };
        self.before(at).rev().find(fits).filter(|_| name.chars().count() >= NAME)
    }
}
