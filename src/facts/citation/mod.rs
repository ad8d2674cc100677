//! Kind `citation`: a cited document, by the parts of its number as printed, with what the registry knows of it.

mod role;
mod shape;

use super::report::whole_number;
use super::{Context, Days, FactId, Facts, Field, Kind, Type, Value, place};
use crate::data::registry::{Core, Entry, Registry};
use crate::data::roles::Class;
use crate::data::words::is_han;
use crate::text::Span;
use crate::values::{Citation, CitationKind};
use shape::Shape;
use std::collections::HashMap;

/// The kind.
pub static CITATION: Kind = Kind {
    name: "citation",
    zh: "引用的文件：标题、文号各部分和登记信息",
    en: "a cited document: its title, the parts of its number, and what the registry knows of it",
    fields: &[
        Field {
            name: "form",
            ty: Type::Text,
            zh: "文号形式：document 文号，order 令，standard 标准，firm 机构报告编号，code 其他编号，title 无文号",
            en: "the form of its number: document, order, standard, firm (a firm's report), code (some other number) or title (no number)",
        },
        Field {
            name: "role",
            ty: Type::Text,
            zh: "已登记文件的作用：basis 评价依据，project 项目依据或一般引用，told 作为历史提及",
            en: "what a registered document is cited for: basis (of the evaluation), project (of the project, or in passing), told (as history)",
        },
        Field { name: "title", ty: Type::Text, zh: "标题", en: "the title, without 《》" },
        Field { name: "core", ty: Type::Text, zh: "标题主体，用于比较", en: "the subject of the title, as titles are compared" },
        Field {
            name: "relays", ty: Type::Truth, zh: "是否转发或贯彻其他文件", en: "whether the title passes another document on"
        },
        Field { name: "number", ty: Type::Text, zh: "文号原文", en: "the document number as printed" },
        Field { name: "key", ty: Type::Text, zh: "规范写法的文号", en: "the document number as it should be written" },
        Field { name: "issuer", ty: Type::Text, zh: "发文机关代字", en: "the issuer's word" },
        Field { name: "year", ty: Type::Number, zh: "年份", en: "the year of the number" },
        Field { name: "year_digits", ty: Type::Number, zh: "年份的位数", en: "how many digits the year is printed with" },
        Field { name: "full_year", ty: Type::Text, zh: "四位年份", en: "the year in four digits" },
        Field { name: "year_text", ty: Type::Text, zh: "年份原文", en: "the year's digits as printed" },
        Field { name: "open", ty: Type::Text, zh: "年份前的括号", en: "the bracket before the year" },
        Field { name: "close", ty: Type::Text, zh: "年份后的括号", en: "the bracket behind the year" },
        Field { name: "ordinal", ty: Type::Truth, zh: "序号前是否有“第”", en: "whether 第 stands before the serial number" },
        Field { name: "serial", ty: Type::Text, zh: "序号原文", en: "the digits of the serial number as printed" },
        Field {
            name: "suffix",
            ty: Type::Text,
            zh: "序号后的“号”“文件”等；没有时为空",
            en: "号, 文件 … behind the serial number; empty when there is none",
        },
        Field { name: "tail", ty: Type::Text, zh: "年份括号之后的部分", en: "what stands behind the year's bracket" },
        Field { name: "proper_tail", ty: Type::Text, zh: "该部分的规范写法", en: "that part as it should be written" },
        Field { name: "registered_title", ty: Type::Text, zh: "登记的标题", en: "the registered title for this number" },
        Field {
            name: "registered_cores",
            ty: Type::List(&Type::Text),
            zh: "登记的各种正确标题（主体）",
            en: "the cores of all titles registered for this number",
        },
        Field {
            name: "title_numbers",
            ty: Type::List(&Type::Text),
            zh: "登记中同一标题、同一代字的文号",
            en: "the numbers registered for this title under this issuer's word",
        },
        Field {
            name: "central", ty: Type::Truth, zh: "代字是否只属中央机关", en: "whether only a central body issues under this word"
        },
        Field { name: "repealed", ty: Type::Date, zh: "停止适用的日期", en: "the first day on which it no longer holds" },
        Field { name: "replaced_by", ty: Type::Text, zh: "替代它的文件", en: "what replaced it" },
        Field { name: "replacing_title", ty: Type::Text, zh: "替代文件的标题", en: "the title of what replaced it" },
        Field {
            name: "same_title", ty: Type::Fact("citation"), zh: "前文同一标题的引用", en: "the first citation of the same title"
        },
        Field {
            name: "same_number", ty: Type::Fact("citation"), zh: "前文同一文号的引用", en: "the first citation of the same number"
        },
        Field {
            name: "near_same_number",
            ty: Type::Truth,
            zh: "与前文同一文号的引用在同一句",
            en: "whether that one stands in the same sentence",
        },
        Field {
            name: "local",
            ty: Type::Truth,
            zh: "标题写明地名，且不是述及已废止的文件",
            en: "whether the title begins with the name of a place, and nothing is said of a document that holds no more",
        },
        Field { name: "report", ty: Type::Fact("report"), zh: "报告", en: "the report" },
    ],
    uses: &["report"],
    extract: Some(extract),
};

/// The first citations of each title and of each number.
#[derive(Default)]
struct Known {
    titles: HashMap<String, FactId>,
    numbers: HashMap<String, (FactId, Span)>,
}

fn extract<'a>(context: &Context<'a>, facts: &mut Facts<'a>) {
    let Some(report) = facts.of("report").next().map(|(id, _)| id) else { return };
    let mut known = Known::default();
    let mut rest = context.values.citations.as_slice();
    while let [citation, behind @ ..] = rest {
        let joined = behind.first().and_then(|next| in_cells(context, citation, next));
        push(context, facts, joined.as_ref().unwrap_or(citation), report, &mut known);
        rest = behind.get(usize::from(joined.is_some())..).unwrap_or(&[]);
    }
}

/// 文号 | 财预〔2022〕50号 | 名称 | 《考核方案》: a number and a title in cells of one line, with no more than a label between them.
fn in_cells(context: &Context<'_>, one: &Citation, other: &Citation) -> Option<Citation> {
    let flow: &str = &context.document.flow.text;
    let (number, title) = match (one.title, other.title) {
        (None, Some(_)) if other.number.is_none() => (one, other),
        (Some(_), None) if one.number.is_none() => (other, one),
        (Some(_) | None, _) => return None,
    };
    let between = Span { start: one.span.end, end: other.span.start.max(one.span.end) }.of(flow);
    let cells: Vec<&str> = between.split(['\t', '|']).map(str::trim).collect();
    let label = |cell: &&str| cell.chars().count() <= CELL && cell.chars().all(is_han);
    let joined = (2..=3).contains(&cells.len()) && !between.contains('\n') && cells.iter().all(label);
    joined.then_some(Citation { span: one.span.to(other.span), title: title.title, ..*number })
}

/// A label between a number and a title has at most so many characters.
const CELL: usize = 6;

fn push<'a>(context: &Context<'a>, facts: &mut Facts<'a>, citation: &Citation, report: FactId, known: &mut Known) {
    let flow: &'a str = &context.document.flow.text;
    let registry: &'a Registry = &context.knowledge.registry;
    let core = citation.title.map(|title| registry.core(title.of(flow))).unwrap_or_default();
    let shape = Shape::new(citation, flow, registry);
    let numbered = shape.key.as_deref().and_then(|key| registry.numbered(key)).filter(|entry| entry.sure);
    let entry = numbered.or_else(|| role::national_title(context, citation, &core));
    let sentence = place::sentence_at(context.document, citation.span.start);
    let same_title = shape.key.as_ref().and_then(|_| known.titles.get(&core.text)).copied();
    let same_number = shape.key.as_ref().filter(|_| citation.title.is_some()).and_then(|key| known.numbers.get(key)).copied();
    let text = |span: Option<Span>| span.map_or(Value::Missing, |span| Value::Text(span.of(flow).into(), Some(span)));
    let made = |text: Option<String>| text.map_or(Value::Missing, |text| Value::Text(text.into(), None));
    let values = vec![
        Value::Text(form(context, citation).into(), None),
        entry.map_or(Value::Missing, |entry| Value::Text(role::role(context, citation, entry).into(), None)),
        text(citation.title),
        if core.text.is_empty() { Value::Missing } else { Value::Text(core.text.clone().into(), citation.title) },
        Value::Truth(core.relays),
        text(citation.number),
        made(shape.key.clone()),
        made(shape.issuer.clone()),
        shape.year.map_or(Value::Missing, |year| Value::Number(whole_number(year.into()), citation.year_span)),
        citation.year_span.map_or(Value::Missing, |span| Value::Number(whole_number(span.len() as i64), Some(span))),
        made(shape.year.map(|year| year.to_string())),
        text(citation.year_span),
        text(shape.open),
        text(shape.close),
        Value::Truth(citation.ordinal),
        text(citation.serial_span),
        Value::Text(citation.suffix.map_or("", |span| span.of(flow)).into(), citation.suffix),
        text(shape.tail),
        made(shape.proper_tail.clone()),
        registered(numbered, |entry| entry.title.as_str().into()),
        numbered
            .map_or(Value::Missing, |entry| Value::List(entry.cores.iter().map(|core| Value::Text(core.as_str().into(), None)).collect())),
        Value::List(title_numbers(registry, &core, &shape)),
        Value::Truth(shape.issuer.as_deref().is_some_and(|issuer| registry.is_central(issuer))),
        entry.and_then(|entry| entry.repealed).map_or(Value::Missing, |day| Value::Date(Days { first: day, last: day }, None)),
        entry.and_then(|entry| entry.replaced_by.as_deref()).map_or(Value::Missing, |number| Value::Text(number.into(), None)),
        registered(entry.and_then(|entry| registry.numbered(entry.replaced_by.as_deref()?)), |entry| entry.title.as_str().into()),
        same_title.map_or(Value::Missing, Value::Fact),
        same_number.map_or(Value::Missing, |(fact, _)| Value::Fact(fact)),
        Value::Truth(same_number.is_some_and(|(_, earlier)| earlier == sentence)),
        Value::Truth(citation.title.is_some_and(|title| names_place(context, title.of(flow))) && !is_told(context, sentence)),
        Value::Fact(report),
    ];
    let fact = facts.push(&CITATION, citation.span, values);
    known.remember(fact, &core, &shape, citation, sentence);
}

impl Known {
    fn remember(&mut self, fact: FactId, core: &Core, shape: &Shape, citation: &Citation, sentence: Span) {
        let Some(key) = shape.key.clone().filter(|_| citation.title.is_some()) else { return };
        self.titles.entry(core.text.clone()).or_insert(fact);
        self.numbers.entry(key).or_insert((fact, sentence));
    }
}

fn registered<'a>(entry: Option<&'a Entry>, of: fn(&'a Entry) -> std::borrow::Cow<'a, str>) -> Value<'a> {
    entry.map_or(Value::Missing, |entry| Value::Text(of(entry), None))
}

/// The registered numbers that the title has under the cited issuer's word.
fn title_numbers<'a>(registry: &'a Registry, core: &Core, shape: &Shape) -> Vec<Value<'a>> {
    let Some(issuer) = shape.issuer.as_deref().filter(|_| !core.relays) else { return Vec::new() };
    let numbers = registry.titled(&core.text).filter(|entry| entry.sure).filter_map(|entry| entry.number.as_deref());
    let of_issuer = |number: &&str| number.strip_prefix(issuer).is_some_and(|rest| rest.starts_with(['〔', '第']));
    numbers.filter(of_issuer).map(|number| Value::Text(number.into(), None)).collect()
}

/// 《古田县产业扶持资金管理办法》: two levels do not issue documents of this name.
fn names_place(context: &Context<'_>, title: &str) -> bool {
    let endings = &context.knowledge.words.names.passages.places;
    let head = place::head(title, PLACE);
    let of_level = |end: usize| title.get(end..).is_some_and(|rest| rest.starts_with('级'));
    let named = |ending: &String| head.find(ending.as_str()).is_some_and(|at| at > '某'.len_utf8() && !of_level(at + ending.len()));
    endings.iter().any(named)
}

/// 已由《……》替代: the sentence tells of a document that holds no more.
fn is_told(context: &Context<'_>, sentence: Span) -> bool {
    context.knowledge.roles.classes(sentence.of(&context.document.flow.text)).has(Class::Told)
}

/// The name of a place at the beginning of a title has so many characters at most.
const PLACE: usize = 6;

fn form(context: &Context<'_>, citation: &Citation) -> &'static str {
    match citation.kind {
        CitationKind::Document if is_code(context, citation) => "code",
        CitationKind::Document => "document",
        CitationKind::Order => "order",
        CitationKind::Standard => "standard",
        CitationKind::FirmReport => "firm",
        CitationKind::Title => "title",
    }
}

/// 附件(2023)3号楼, 发票号码[2023]001: written like a document number, and none.
fn is_code(context: &Context<'_>, citation: &Citation) -> bool {
    let flow = &context.document.flow.text;
    let roles = &context.knowledge.roles;
    let issuer = citation.issuer.map_or("", |issuer| issuer.of(flow)).trim_end();
    let behind = place::head(flow.get(citation.span.end as usize..).unwrap_or(""), 4);
    let labelled = roles.hits(issuer).any(|hit| hit.end == issuer.len() && hit.classes.has(Class::CodeLabel));
    labelled || citation.title.is_none() && roles.hits(behind).any(|hit| hit.start == 0 && hit.classes.has(Class::NumberedThing))
}
