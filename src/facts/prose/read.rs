//! Document → [`Reading`]: paragraph by paragraph, word by word.

use super::known::{Known, Value};
use super::level::{Label, Level, id};
use super::place::{Place, aims};
use super::stretches::{Stretch, stretches};
use super::{Mention, Name, Reading};
use crate::data::measures::{Mark, Measures, Role, Roles, Word};
use crate::syntax::{Block, Document, Zone};
use crate::text::Span;
use crate::values::{Figure, Values, within};

/// Brackets further in are read as running text.
const DEPTH: usize = 6;
/// How many characters behind a year are read for what it is of.
const LEFT: usize = 6;
/// How far behind a figure a word may stand that names it, in bytes.
const BEHIND: u32 = 24;

/// Reads the prose of a document.
pub fn read(document: &Document<'_>, values: &Values, measures: &Measures) -> Reading {
    let text: &str = &document.flow.text;
    let aims = aims(document, measures);
    let mut reader = Reader {
        text,
        measures,
        mentions: Vec::new(),
        sentences: Vec::new(),
        levels: vec![Level::default()],
        wholes: Vec::new(),
        itemised: None,
        several: Vec::new(),
        place: Place::default(),
    };
    for (at, stretch) in stretches(document).into_iter().enumerate() {
        if !within(&values.figures, stretch.span).is_empty() {
            let aim = stretch.section.and_then(|section| aims.get(section as usize)).copied().unwrap_or(false);
            reader.stretch(at as u32, &stretch, aim, values);
        }
    }
    let title = titled(document);
    // Read once, kept long.
    reader.mentions.shrink_to_fit();
    Reading { mentions: reader.mentions, sentences: reader.sentences, title: title.unwrap_or_default() }
}

/// A document being read.
pub(super) struct Reader<'r, 'a> {
    text: &'a str,
    pub measures: &'r Measures,
    pub mentions: Vec<Mention>,
    /// What the words of each sentence do.
    sentences: Vec<Roles>,
    levels: Vec<Level>,
    /// The figures whose parts are listed outside the brackets that are open.
    wholes: Vec<Option<usize>>,
    /// The figure whose parts the items below a colon are.
    itemised: Option<usize>,
    /// The labels of a list whose figures belong to them one by one.
    pub several: Vec<Label>,
    place: Place,
}

impl Reader<'_, '_> {
    fn stretch(&mut self, at: u32, stretch: &Stretch<'_>, aim: bool, values: &Values) {
        self.levels.truncate(1);
        self.wholes.clear();
        self.level().clear(stretch.span.start);
        let itemised = self.itemised.take().filter(|_| stretch.item);
        self.place = Place {
            block: at,
            paragraph: stretch.span,
            section: stretch.section,
            aim,
            cell: stretch.cell,
            first: self.mentions.len(),
            clause: self.place.clause + 1,
            sentence: self.sentences.len() as u32,
            period: self.place.period + 1,
            whole: itemised,
            ..Place::default()
        };
        self.sentences.push(Roles::default());
        if stretch.rows.is_empty() {
            self.clauses(stretch.span, values);
        }
        for row in stretch.rows {
            // The end of the line between a name and its value parts nothing.
            row.cells.iter().for_each(|cell| self.clauses(without_unit(self.text, cell.span), values));
            self.clause(row.span.end);
        }
        let opens = self.level().roles.has(Role::Part) && stretch.span.of(self.text).trim_end().ends_with(['：', ':']);
        self.itemised = if opens { self.divided() } else { itemised };
    }

    /// Reads a stretch, or a row of one, word by word.
    fn clauses(&mut self, span: Span, values: &Values) {
        let mut known = Known::new(values, span);
        for (range, word) in self.measures.find(span.of(self.text)) {
            let hit = Span::new(range.start, range.end).shift(span.start);
            if word.rate.is_some() {
                known.pass_within(hit);
            }
            while let Some(value) = known.next(hit.start) {
                self.value(value);
            }
            if hit.start >= known.end {
                self.word(hit, word);
            }
        }
        while let Some(value) = known.next(span.end) {
            self.value(value);
        }
    }

    pub(super) fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    fn value(&mut self, value: Value<'_>) {
        let text = self.text;
        match value {
            Value::Figure(figure) => self.figure(figure),
            Value::Year(year, span) => {
                // 并将2023年结转的资金纳入预算: such a year is of that money, and not of the sentence.
                let begins = self.place.year.is_none() && self.level().start == span.start || !self.says_which(span.end);
                self.level().value(text, span);
                self.level().year = Some(year);
                if begins {
                    self.place.year = Some(year);
                }
            }
            Value::Ordinal(span) => {
                self.level().value(text, span);
                self.level().roles |= Roles::of(Role::Partial);
            }
            Value::Other(span) => self.level().value(text, span),
        }
    }

    /// Whether the words at a place make what stands before them say which of several is meant: 的, or what is left over.
    fn says_which(&self, at: u32) -> bool {
        let rest = self.text.get(at as usize..).unwrap_or("");
        let left = |word: Word| {
            self.measures.remainders.iter().any(|rule| Some(rule.of) == word.money || rule.carried.iter().any(|&id| Some(id) == word.money))
        };
        let near = rest.get(..rest.char_indices().nth(LEFT).map_or(rest.len(), |(end, _)| end)).unwrap_or("");
        rest.starts_with('的') || self.measures.find(near).next().is_some_and(|(range, word)| range.start == 0 && left(word))
    }

    fn word(&mut self, hit: Span, word: Word) {
        match word.mark {
            Some(mark) => self.mark(hit, mark),
            None => {
                let (text, measures) = (self.text, self.measures);
                self.level().word(text, hit, word, measures);
                if let Some(sentence) = self.sentences.last_mut() {
                    *sentence |= word.roles;
                }
                self.behind(hit, word);
            }
        }
    }

    fn mark(&mut self, hit: Span, mark: Mark) {
        let text = self.text;
        self.level().pass(text, hit);
        match mark {
            Mark::Colon => {
                let last = self.announced(hit.start);
                self.place.aimed |= last.any(&[Role::Target, Role::Aim]);
                // 完成情况：, at the beginning of a paragraph below the heading of the aims.
                self.place.aim &= self.place.first < self.mentions.len() || !last.has(Role::Done);
            }
            Mark::Comma => self.clause(hit.end),
            Mark::Semicolon | Mark::Stop => self.sentence(hit.end, mark == Mark::Stop),
            Mark::Pause => self.pause(hit.end),
            Mark::Open if self.levels.len() <= DEPTH => {
                self.place.clause += 1;
                self.wholes.push(self.place.whole);
                self.levels.push(Level::at(hit.end));
            }
            Mark::Close if self.levels.len() > 1 => {
                self.place.clause += 1;
                self.levels.pop();
                self.place.whole = self.wholes.pop().unwrap_or(self.place.whole);
                self.level().pass(text, hit);
            }
            Mark::Open | Mark::Close => {}
        }
    }

    fn clause(&mut self, start: u32) {
        self.place.clause += 1;
        self.level().clear(start);
    }

    fn sentence(&mut self, start: u32, full: bool) {
        self.clause(start);
        if self.levels.len() > 1 {
            return;
        }
        self.place.sentence = self.sentences.len() as u32;
        self.sentences.push(Roles::default());
        self.place.subject = None;
        self.place.first = self.mentions.len();
        if full {
            self.place.period += 1;
            self.place.whole = None;
            self.place.year = None;
            self.place.aimed = false;
        }
    }

    /// What the last word before a colon does, fillers passed over: 绩效目标为：, 年度目标如下：.
    fn announced(&self, colon: u32) -> Roles {
        let Some(level) = self.levels.last().filter(|level| level.last.is_none()) else { return Roles::default() };
        let words = Span { start: level.start.min(colon), end: colon }.of(self.text);
        let mut end = words.trim_end().len();
        let known: Vec<(std::ops::Range<usize>, Word)> = self.measures.find(words).collect();
        for (range, word) in known.into_iter().rev() {
            if range.end != end {
                break;
            }
            if !word.roles.any(&[Role::Filler, Role::Neutral]) || word.roles.any(&[Role::Target, Role::Aim, Role::Done]) {
                return word.roles;
            }
            end = range.start;
        }
        Roles::default()
    }

    /// A pause behind a figure begins the next of a list; between labels it parts nothing.
    fn pause(&mut self, start: u32) {
        if let Some(last) = self.level().last {
            self.clause(start);
            self.level().listed = Some(last);
        }
    }

    /// A word behind a figure of the same clause.
    fn behind(&mut self, hit: Span, word: Word) {
        let last = self.level().last;
        let Some(mention) = last.and_then(|last| self.mentions.get_mut(last)) else { return };
        mention.tail |= word.roles;
        if mention.behind.is_none() && hit.start.saturating_sub(mention.span.end) <= BEHIND {
            mention.behind = id(word, mention.quantity.unit.dimension);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let text = self.text;
        if self.is_joined(figure.span) {
            self.pause(figure.span.start);
        }
        self.level().pass(text, figure.span);
        if self.level().roles.has(Role::Part) && self.begins_parts() {
            self.place.whole = self.divided();
        }
        let at = self.mentions.len();
        let mention = self.mention(figure);
        if let Some(before) = self.level().last.filter(|_| !mention.label.is_empty()) {
            // The word between two figures is that of the second.
            if let Some(before) = self.mentions.get_mut(before) {
                before.behind = None;
            }
        }
        self.mentions.push(mention);
        self.joined(&mention);
        if !mention.part && (!mention.scope.is_empty() || mention.roles.has(Role::Total)) {
            self.place.subject = Some(mention.scope).filter(|scope| !scope.is_empty());
        }
        self.level().clear(figure.span.end);
        self.level().last = Some(at);
    }

    /// Whether nothing but 和 stands between the last figure and this.
    fn is_joined(&mut self, figure: Span) -> bool {
        let Some(last) = self.level().last.and_then(|last| self.mentions.get(last)) else { return false };
        let between = Span { start: last.span.end, end: figure.start.max(last.span.end) }.of(self.text).trim();
        let mut words = self.measures.find(between);
        words.next().is_some_and(|(range, word)| range == (0..between.len()) && word.roles.has(Role::And))
    }

    /// Whether 其中 begins a list of parts: the first, or another one behind a figure of a later sentence.
    fn begins_parts(&self) -> bool {
        let Some(whole) = self.place.whole.and_then(|at| self.mentions.get(at)) else { return true };
        let own = self.mentions.get(self.place.first..).unwrap_or_default();
        whole.sentence != self.place.sentence && own.iter().any(|mention| mention.is_amount())
    }

    /// The figure whose parts 其中 lists: the last amount of the sentence, or the first of the sentence before.
    fn divided(&self) -> Option<usize> {
        let last = self.mentions.len().checked_sub(1)?;
        if last >= self.place.first {
            let amount = (self.place.first..=last).rev().find(|&at| self.mentions[at].is_amount());
            return amount.or(Some(last));
        }
        let before = self.mentions.get(last).filter(|before| before.block == self.place.block)?.period;
        let alike = self.mentions.iter().rev().take_while(|mention| mention.period == before).count();
        (last + 1 - alike..=last).find(|&at| self.mentions[at].is_amount() && self.mentions[at].is_plain())
    }

    fn mention(&mut self, figure: &Figure) -> Mention {
        let dimension = figure.quantity.unit.dimension;
        let place = self.place;
        let depth = (self.levels.len() - 1) as u8;
        let (name, label, nth) = self.named(dimension, figure.span.start);
        let level = self.level();
        let nothing = Span { start: figure.span.start, end: figure.span.start };
        // The name of such a rate is made of the words that would be its scope.
        let scope = level.scope().filter(|_| name != Name::Stem).unwrap_or(nothing);
        let mut mention = Mention {
            quantity: figure.quantity,
            span: figure.span,
            name,
            label,
            behind: None,
            head: Span { start: level.start.min(figure.span.start), end: figure.span.start },
            roles: level.roles,
            tail: Roles::default(),
            scope,
            subject: if scope.is_empty() && !level.roles.has(Role::Total) && name != Name::Stem {
                place.subject.unwrap_or(scope)
            } else {
                scope
            },
            direct: level.is_direct() || nth > 0,
            part: false,
            whole: None,
            place: nth,
            year: level.year.or(place.year),
            clause: place.clause,
            sentence: place.sentence,
            period: place.period,
            block: place.block,
            paragraph: place.paragraph,
            section: place.section,
            depth,
            aim: place.aim || place.aimed,
            cell: place.cell,
            well_formed: figure.well_formed && !figure.bare_magnitude && figure.upper().is_none(),
            sound: figure.well_formed && !figure.bare_magnitude && !figure.duration && figure.per().is_none() && figure.upper().is_none(),
        };
        mention.part = self.is_part(&mention);
        mention.whole = self.place.whole.filter(|_| mention.part);
        mention.part |= mention.roles.has(Role::Partial) && mention.is_amount();
        mention
    }

    /// Behind 其中 stand parts, until a figure of another measure that is of no part stands there.
    fn is_part(&mut self, mention: &Mention) -> bool {
        let Some(whole) = self.place.whole.and_then(|at| self.mentions.get(at)) else { return false };
        // 支出965万元，其中上年结转80万元、本年拨款885万元: what was carried in was spent, too.
        let carried =
            |a| mention.roles.has(Role::Part) && self.measures.remainders.iter().any(|rule| !rule.grows && rule.carried.contains(&a));
        // 结余37万元，其中质保金25万元、可统筹使用的12万元: what is left over is divided by what becomes of it.
        let left = |b| whole.sentence == mention.sentence && self.measures.remainders.iter().any(|rule| !rule.grows && rule.of == b);
        let other = match (mention.name, whole.name) {
            (Name::Measure(a), Name::Measure(b)) if carried(a) || left(b) => false,
            (Name::Measure(a), Name::Measure(b)) => a != b && mention.scope.is_empty() && !self.is_weak(a),
            (Name::Rate(_) | Name::Stem, _) => return !mention.scope.is_empty(),
            (_, _) => false,
        };
        if other {
            self.place.whole = None;
        }
        !other
    }

    fn is_weak(&self, id: crate::data::measures::MeasureId) -> bool {
        self.measures.measure(id).is_some_and(|measure| measure.weak)
    }
}

/// 资金总额（万元）: a name without the bracket behind it.
fn without_unit(text: &str, cell: Span) -> Span {
    let open = cell.of(text).strip_suffix(['）', ')']).and_then(|name| name.rfind(['（', '('])).filter(|open| *open > 0);
    open.map_or(cell, |open| Span { end: cell.start + open as u32, ..cell })
}

/// The lines of the first title. A title farther on is that of an annex, or of another report.
fn titled(document: &Document<'_>) -> Option<Span> {
    let is_title = |block: &&Block| block.zone == Zone::Title;
    let lines = document.blocks.iter().skip_while(|block| !is_title(block)).take_while(is_title);
    lines.map(|block| block.span).reduce(Span::to)
}
