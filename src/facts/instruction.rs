//! Clauses that speak to the author of a report instead of its reader: the instructions of a form.
//!
//! An instruction has no subject: [what to go by,] [how] verb what. It fills a bracket, or opens a sentence that is all that
//! its cell, field or paragraph holds.

use super::near::{block_at, part, place, word};
use super::{Context, Facts, Field, Kind, Type, Value};
use crate::data::words::{Instructions, is_han};
use crate::quantity::Dimension;
use crate::syntax::{Block, LineKind, Style};
use crate::text::Span;
use crate::values::{Figure, within};
use std::borrow::Cow;

/// A clause in the imperative, or another mark of a form's instructions.
pub static INSTRUCTION: Kind = Kind {
    name: "instruction",
    zh: "填写说明式的语句",
    en: "a clause worded as an instruction",
    fields: &[
        Field { name: "text", ty: Type::Text, zh: "语句", en: "the clause or bracket" },
        Field {
            name: "form",
            ty: Type::Text,
            zh: "形式：imperative、limit、alone、head、opening",
            en: "imperative, limit (of length), alone (a template's word in brackets), head (of instructions), opening (words to the author)",
        },
        Field { name: "verb", ty: Type::Text, zh: "动词", en: "the verb" },
        Field { name: "object", ty: Type::Text, zh: "要求填写的内容", en: "what it asks for" },
        Field {
            name: "request", ty: Type::Truth, zh: "是否有“请”“应”等词", en: "whether a word of request stands before the verb"
        },
        Field { name: "bracketed", ty: Type::Truth, zh: "是否整体在括号内", en: "whether it fills a bracket" },
        Field {
            name: "usual",
            ty: Type::Truth,
            zh: "该动词在括号外是否也常用于叙述",
            en: "whether reports use the verb of themselves, too",
        },
        Field { name: "statement", ty: Type::Text, zh: "表明是叙述的词", en: "a word that shows that it states something" },
        Field { name: "figures", ty: Type::Truth, zh: "是否含有数字", en: "whether it holds a figure" },
        Field { name: "place", ty: Type::Text, zh: "所在位置", en: "prose, heading, cell, field, sign-off or furniture" },
    ],
    uses: &[],
    extract: Some(extract),
};

/// How far a bracket or an opening clause is followed, in bytes.
const REACH: usize = 240;
/// A label and a request behind it have more bytes.
const REQUEST: usize = 30;
/// A label before a request has at most so many characters.
const LABEL: usize = 14;
/// Of more paragraphs below a head the rest is not read.
const ITEMS: usize = 256;

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let text: &'a str = &context.document.flow.text;
    let finder = Finder { context, text, data: &context.knowledge.words.instructions };
    for open in brackets(text).filter(|open| finder.may_open(*open)) {
        finder.bracket(facts, open);
    }
    for whole in wholes(context) {
        if let Some(whole) = Some(whole).filter(|whole| finder.may_open(*whole)).or_else(|| finder.labelled(whole)) {
            finder.clause(facts, whole);
        }
    }
}

/// The inner parts of round brackets, on one line and not too long.
fn brackets(text: &str) -> impl Iterator<Item = Span> + '_ {
    let marks = ["（", "("];
    let starts = marks
        .into_iter()
        .flat_map(move |mark| memchr::memmem::find_iter(text.as_bytes(), mark).map(move |at| at + mark.len()).collect::<Vec<_>>());
    starts.filter_map(move |start| {
        let bytes = text.as_bytes().get(start..)?;
        let closes = |at: usize| match bytes.get(at..)? {
            [b')', ..] | [0xEF, 0xBC, 0x89, ..] => Some(true),
            [b'(' | b'\n', ..] | [0xEF, 0xBC, 0x88, ..] => Some(false),
            _ => None,
        };
        let (end, closes) = (0..bytes.len().min(REACH)).find_map(|at| Some((at, closes(at)?)))?;
        closes.then(|| Span::new(start, start + end))
    })
}

/// What stands for itself: cells, values of fields, and blocks of one sentence.
fn wholes<'d>(context: &'d Context<'_>) -> impl Iterator<Item = Span> + 'd {
    let document = context.document;
    let cells = document.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).map(|cell| cell.span);
    let fields = document.fields.iter().map(|field| field.value);
    let bodies = document.sections.iter().filter_map(|section| section.inline_body);
    let blocks = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, LineKind::Paragraph | LineKind::Item | LineKind::Heading))
        .map(|block| block.span);
    cells.chain(fields).chain(bodies).chain(blocks)
}

/// A clause taken apart.
struct Clause<'t> {
    verb: &'t str,
    object: Option<&'t str>,
    request: bool,
    usual: bool,
}

struct Finder<'c, 'a> {
    context: &'c Context<'a>,
    text: &'a str,
    data: &'a Instructions,
}

impl<'a> Finder<'_, 'a> {
    /// Whether it begins as instructions do: most clauses do not.
    fn may_open(&self, span: Span) -> bool {
        self.context.knowledge.words.openings.may_open(span.of(self.text).trim_start())
    }

    /// What a label stands before that the line did not make a field: 完成情况：请对照目标逐条填写。
    fn labelled(&self, whole: Span) -> Option<Span> {
        let words = whole.of(self.text);
        if words.len() < REQUEST {
            return None;
        }
        let (at, mark) = words.char_indices().take(LABEL).find(|(_, mark)| matches!(mark, '：' | ':'))?;
        let behind = words.get(at + mark.len_utf8()..)?;
        self.asks(behind.trim_start()).then(|| Span { start: whole.end - behind.len() as u32, ..whole })
    }

    fn bracket(&self, facts: &mut Facts<'a>, inner: Span) {
        let words = inner.of(self.text).trim();
        let outer = Span::new(inner.start as usize - opening(self.text, inner), inner.end as usize + closing(self.text, inner));
        if self.data.alone.iter().any(|alone| alone == words) {
            self.push(facts, outer, "alone", None, true);
        } else if self.is_limit(words) && !self.goes_on(outer) {
            self.push(facts, outer, "limit", None, true);
        } else if self.data.openings.open(words) || self.is_gloss(outer, words) {
            self.push(facts, outer, "opening", None, true);
        } else if let Some(clause) = self.any_imperative(words, true) {
            self.push(facts, outer, "imperative", Some(clause), true);
        }
    }

    fn clause(&self, facts: &mut Facts<'a>, whole: Span) {
        let whole = self.unlabelled(whole);
        let words = whole.of(self.text);
        if let Some(head) = self.data.heads.longest(words).filter(|head| is_head(&words[head.len()..])) {
            let span = Span { end: whole.start + head.len() as u32, ..whole };
            return self.push(facts, span, "head", None, false);
        }
        let sentence = sentence(words);
        let span = Span { end: whole.start + sentence.len() as u32, ..whole };
        if self.data.openings.open(words) || self.data.plain.open(words) {
            self.push(facts, span, "opening", None, false);
        } else if let Some(clause) = self.any_imperative(sentence, false)
            && (sentence.len() == words.len() || clause.request && self.asks(words))
            && !self.is_label(sentence, &clause)
        {
            self.push(facts, span, "imperative", Some(clause), false);
        }
    }

    /// Whether a word of request stands first: 请对照目标逐条填写。 before what was filled in.
    fn asks(&self, words: &str) -> bool {
        self.data.asking.open(words)
    }

    /// Without the label of a remark: 说明：, 注：.
    fn unlabelled(&self, whole: Span) -> Span {
        let words = whole.of(self.text);
        let label = self.data.remarks.longest(words).filter(|label| words[label.len()..].starts_with(['：', ':']));
        let colon = label.and_then(|label| Some(label.len() + words[label.len()..].chars().next()?.len_utf8()));
        Span { start: whole.start + colon.unwrap_or(0) as u32, ..whole }
    }

    /// The first clause, or a later one that asks: 如有其他情况，请在此说明.
    fn any_imperative(&self, words: &'a str, bracketed: bool) -> Option<Clause<'a>> {
        let later = || {
            let commas = words.match_indices(['，', ',']).map(|(at, comma)| at + comma.len());
            commas.filter_map(|at| self.imperative(words.get(at..)?, bracketed)).find(|clause| clause.request)
        };
        self.imperative(words, bracketed).or_else(later)
    }

    /// 简要说明: a verb without anything that is asked for is what a column or a row is called.
    fn is_label(&self, sentence: &str, clause: &Clause<'_>) -> bool {
        clause.object.is_none() && sentence.ends_with(clause.verb) && !self.asks(sentence)
    }

    /// Reads lead, adverbs, verb and object.
    fn imperative(&self, words: &'a str, bracketed: bool) -> Option<Clause<'a>> {
        let data = self.data;
        let mut rest = words.trim_start();
        let mut request = false;
        if !self.context.knowledge.words.openings.may_open(rest) {
            return None;
        }
        for _ in 0..2 {
            if data.leads.open(rest) {
                rest = self.behind_lead(rest, request)?;
            }
            while let Some((word, asks)) = self.adverb(rest) {
                request |= asks || data.terse.iter().any(|terse| terse == word);
                rest = rest.get(word.len()..)?;
            }
        }
        let verb = data.strong.longest(rest).or_else(|| data.weak.longest(rest).filter(|_| bracketed || request))?;
        let usual = data.weak.iter().chain(data.asked.iter().map(String::as_str)).any(|weak| weak == verb);
        if usual && !bracketed && !request {
            return None;
        }
        let rest = rest.get(verb.len()..)?;
        if data.nouns.open(rest) {
            return None;
        }
        let object = data.objects.iter().find(|object| rest.contains(object.as_str())).map(String::as_str);
        Some(Clause { verb, object, request, usual })
    }

    fn adverb(&self, rest: &str) -> Option<(&'a str, bool)> {
        let request = self.data.requests.longest(rest);
        let adverb = self.data.adverbs.longest(rest);
        match (request, adverb) {
            (Some(request), Some(adverb)) if adverb.len() > request.len() => Some((adverb, false)),
            (Some(request), _) => Some((request, true)),
            (None, adverb) => adverb.map(|adverb| (adverb, false)),
        }
    }

    /// What follows the clause that says what to go by: behind its comma, or from the first verb on. A request may ask with a verb
    /// that reports use of themselves: 请针对问题提出建议.
    fn behind_lead(&self, rest: &'a str, request: bool) -> Option<&'a str> {
        let stop = rest.find(['。', '；', '\n']).unwrap_or(rest.len());
        let lead = &rest[..stop];
        let comma = lead.find(['，', ',']);
        let before = &lead[..comma.unwrap_or(lead.len())];
        if let Some(verb) = self.data.strong.iter().filter_map(|verb| before.find(verb)).min() {
            return rest.get(verb..);
        }
        if let Some(comma) = comma {
            return rest.get(comma + if lead[comma..].starts_with('，') { '，'.len_utf8() } else { 1 }..);
        }
        let usual = self.data.weak.iter().filter(|_| request);
        let verbs = self.data.strong.iter().chain(usual).filter_map(|verb| lead.find(verb));
        verbs.min().and_then(|verb| rest.get(verb..))
    }

    /// Whether it says how many characters to write, and nothing else.
    fn is_limit(&self, words: &str) -> bool {
        let limit = &self.data.limit;
        if limit.sign.is_empty() || !words.contains(limit.sign.as_str()) || !words.contains(|digit: char| digit.is_ascii_digit()) {
            return false;
        }
        let mut rest = words;
        while let Some(next) = rest.chars().next() {
            let number = rest.len() - rest.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit.is_whitespace()).len();
            let known =
                limit.words.longest(rest).map(str::len).or_else(|| rest.starts_with(limit.sign.as_str()).then_some(limit.sign.len()));
            match known.or((number > 0).then_some(number)) {
                Some(length) => rest = rest.get(length..).unwrap_or_default(),
                None if "一二三四五六七八九十百千两".contains(next) => rest = rest.get(next.len_utf8()..).unwrap_or_default(),
                None => return false,
            }
        }
        true
    }

    /// 三、目标完成情况（对照年度计划逐条说明）: behind a heading, from what to go by to the verb at its end.
    fn is_gloss(&self, bracket: Span, words: &str) -> bool {
        let headed =
            block_at(self.context, bracket.start).is_some_and(|(_, block)| matches!(block.kind, LineKind::Heading | LineKind::Title));
        headed && self.data.leads.open(words) && self.data.strong.iter().any(|verb| words.ends_with(verb))
    }

    /// 评选故事（2000字以内），选出…: in the midst of a sentence the bracket is on what stands before it.
    fn goes_on(&self, bracket: Span) -> bool {
        let prose =
            block_at(self.context, bracket.start).is_some_and(|(_, block)| matches!(block.kind, LineKind::Paragraph | LineKind::Item));
        let inside = |body: Span| body.contains(bracket) && body.start < bracket.start;
        let behind_heading = || self.context.document.sections.iter().filter_map(|section| section.inline_body).any(inside);
        let rest = self.text.get(bracket.end as usize..).unwrap_or("");
        (prose || behind_heading()) && rest.starts_with(|next: char| matches!(next, '，' | '、' | ',' | '；' | '。') || is_han(next))
    }

    /// The end of the paragraphs and entries below a line that is no heading, or of the numbered notes that begin there (（一）…).
    fn items(&self, head: Span) -> u32 {
        let blocks = &self.context.document.blocks;
        let own = blocks.partition_point(|block| block.span.start <= head.start);
        let below = blocks.get(own..).unwrap_or_default();
        let texts = |block: &&Block| matches!(block.kind, LineKind::Paragraph | LineKind::Item | LineKind::Blank);
        let end = below.iter().take(ITEMS).take_while(texts).last().map_or(head.end, |block| block.span.end);
        let first = below.iter().find(|block| block.kind != LineKind::Blank);
        first.and_then(|first| self.notes(first)).unwrap_or(end)
    }

    /// The end of the sections that begin at a heading, unless it is numbered as those of a report are (一、).
    fn notes(&self, first: &Block) -> Option<u32> {
        let sections = &self.context.document.sections;
        let at = sections.binary_search_by_key(&first.span.start, |section| section.heading.start).ok()?;
        let (level, number) = (sections[at].level, sections[at].number?);
        let notes = sections[at..].iter().take(ITEMS).take_while(|section| section.level >= level);
        let of_report = matches!(number.style, Style::Part | Style::Article | Style::Chinese);
        notes.last().filter(|_| !of_report).map(|section| section.span.end)
    }

    /// Whether amounts of money stand below a heading: what a form asks for holds none.
    fn tells(&self, head: Span) -> bool {
        let sections = &self.context.document.sections;
        let at = sections.partition_point(|section| section.heading.start < head.start);
        let section = sections.get(at).filter(|section| section.heading.start == head.start);
        let end = section.map_or_else(|| self.items(head), |section| section.span.end);
        let below = Span { start: head.end, end: end.max(head.end) };
        within(&self.context.values.figures, below).iter().any(|figure| figure.quantity.unit.dimension == Dimension::Money)
    }

    fn push(&self, facts: &mut Facts<'a>, span: Span, form: &'static str, clause: Option<Clause<'a>>, bracketed: bool) {
        let words = span.of(self.text);
        let kind = block_at(self.context, span.start).map(|(_, block)| block.kind);
        // 不超过300字 states nothing, though it holds 过.
        let limited = |piece: &&str| !self.is_limit(piece.trim_matches(['（', '）', '(', ')', '。']));
        let told: Vec<&str> = words.split(['，', ',', '；']).filter(limited).collect();
        let statement = self.data.statements.iter().find(|statement| told.iter().any(|piece| piece.contains(statement.as_str())));
        let values = self.context.values;
        // 100字以内 is part of the instruction.
        let limit = |figure: &Figure| {
            let behind = self.text.get(figure.span.end as usize..).unwrap_or("");
            figure.span.of(self.text).contains(&self.data.limit.sign) || behind.starts_with(&self.data.limit.sign)
        };
        let mut figures = !within(&values.figures, span).iter().all(limit) || !within(&values.dates, span).is_empty();
        figures |= form == "head" && self.tells(span);
        let verb = clause.as_ref().map(|clause| clause.verb);
        let object = clause.as_ref().and_then(|clause| clause.object);
        let fields = vec![
            part(self.text, span),
            word(form),
            verb.map_or(Value::Missing, word),
            object.map_or(Value::Missing, |object| Value::Text(Cow::Owned(object.to_owned()), None)),
            Value::Truth(clause.as_ref().is_some_and(|clause| clause.request)),
            Value::Truth(bracketed),
            Value::Truth(clause.is_some_and(|clause| clause.usual)),
            statement.map_or(Value::Missing, |statement| word(statement)),
            Value::Truth(figures),
            word(place(kind)),
        ];
        facts.push(&INSTRUCTION, span, fields);
    }
}

/// The first sentence, with its mark.
fn sentence(words: &str) -> &str {
    let end = words.char_indices().find(|(_, mark)| matches!(mark, '。' | '；' | '\n')).map(|(at, mark)| at + mark.len_utf8());
    let end = end.unwrap_or(words.len());
    if end > REACH { "" } else { &words[..end] }
}

fn is_head(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['：', ':', '\n', ' ', '\u{3000}', '（', '('])
}

fn opening(text: &str, inner: Span) -> usize {
    text.get(..inner.start as usize).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8)
}

fn closing(text: &str, inner: Span) -> usize {
    text.get(inner.end as usize..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8)
}
