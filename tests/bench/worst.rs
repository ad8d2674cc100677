//! Hostile inputs against a normal report of the same size: `cargo bench --bench worst`, or `cargo bench --bench worst -- BYTES NAME` for
//! another size than 1 MB and the inputs whose names contain NAME.
//!
//! A ratio above ten is a defect: time has to stay in proportion to the bytes, whatever they say. The stages show where to look.

use gouji::check::{Prepared, Settings, check};
use gouji::facts::{self, Context};
use gouji::finding::Severity;
use gouji::language::Language;
use gouji::render::{self, Format, Listing, Options};
use gouji::rules::Catalogue;
use gouji::{syntax, values};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

/// Inputs made of one piece over and over.
const REPEATED: &[(&str, &str)] = &[
    ("round brackets open", "（"),
    ("round brackets close", "）"),
    ("book marks open", "《"),
    ("book marks pairs", "《》"),
    ("quotes open", "“"),
    ("quotes straight", "\""),
    ("square brackets", "[〔【"),
    ("headings", "一、概况\n"),
    ("headings of all levels", "一、\n（一）\n1.\n（1）\n①\n"),
    ("decimal headings", "1.1.1.1.1.1.1.1 概况\n"),
    ("one line of prose", "资金使用合规，"),
    ("one line of commas", "，"),
    ("one line of 、", "、"),
    ("one line of full stops", "。"),
    ("one line of colons", "："),
    ("one line of semicolons", "；"),
    ("one digit", "1"),
    ("digits and points", "1."),
    ("digits and commas", "1,"),
    ("digits and blanks", "1 "),
    ("digits and lines", "1\n"),
    ("digits and slashes", "1/"),
    ("digits and hyphens", "1-"),
    ("digits and ranges", "1～"),
    ("zeros", "0"),
    ("percentages", "95%"),
    ("percentages and commas", "95%，"),
    ("amounts", "100万元"),
    ("amounts and commas", "100万元，"),
    ("amounts and 、", "甲100万元、"),
    ("amounts and lines", "预算100万元\n"),
    ("amounts and sentences", "预算100万元，支出98万元，执行率98%。"),
    ("counts", "5个"),
    ("counts and 、", "道路5条、"),
    ("boxes", "□"),
    ("boxes ticked", "☑"),
    ("boxes and words", "□是 ☑否 "),
    ("boxes as letters", "口R√"),
    ("其中 chains", "其中："),
    ("其中 with amounts", "其中：甲100万元，"),
    ("sums", "共计100万元，其中：甲50万元，乙50万元；"),
    ("sums in one another", "共100万元（其中甲50万元（其中乙20万元"),
    ("同比", "同比增长5%，"),
    ("占", "占总额的5%，"),
    ("×", "5×"),
    ("products", "5人×10元×3天="),
    ("sums with plus", "5+"),
    ("equations", "1+1=2，"),
    ("document numbers", "财预〔2020〕10号"),
    ("document numbers and titles", "《办法》（财预〔2020〕10号）、"),
    ("document numbers open", "财预〔2020〕"),
    ("titles", "《办法》、"),
    ("years", "2023年"),
    ("years and 、", "2023年、"),
    ("dates", "2023年5月1日"),
    ("dates and lines", "2023年5月1日\n"),
    ("date ranges", "2023年5月1日至"),
    ("dates with points", "2023.5."),
    ("dates open", "年 月 日 "),
    ("pipes", "|"),
    ("pipes and lines", "|\n"),
    ("pipe rows", "| a | 1 |\n"),
    ("pipe row without end", "| 1 "),
    ("table rules", "|---|\n"),
    ("tabs", "\t"),
    ("tabs and lines", "\t\n"),
    ("tab row without end", "1\t"),
    ("tab rows", "甲\t1\t2\n"),
    ("form headers", "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"),
    ("form header without end", "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t"),
    ("form cells on lines", "一级指标\n二级指标\n三级指标\n分值\n得分\n"),
    ("form rows", "产出指标\t数量指标\t道路\t5条\t5条\t10\t10\n"),
    ("form titles", "项目支出绩效自评表\n"),
    ("totals", "合计\t100\n"),
    ("fields", "项目名称：甲\n"),
    ("field labels", "项目名称"),
    ("field labels and colons", "项目名称："),
    ("cover lines", "填表人：   联系电话：   "),
    ("contents", "一、概况........1\n"),
    ("dots", "."),
    ("ellipses", "…"),
    ("underscores", "_"),
    ("placeholders", "XX"),
    ("placeholders in Latin", "xxx "),
    ("equals", "="),
    ("hyphens", "-"),
    ("dashes", "—"),
    ("carriage returns", "\r"),
    ("carriage returns and line feeds", "\r\n"),
    ("line feeds", "\n"),
    ("text and carriage returns", "概况\r"),
    ("form feeds", "\x0C"),
    ("blanks", " "),
    ("wide blanks", "　"),
    ("blanks and a letter", "          a"),
    ("NULs in text", "资\0"),
    ("combining marks", "e\u{301}\u{301}\u{301}"),
    ("right to left", "\u{202E}\u{5D0}"),
    ("zero width", "\u{200B}"),
    ("line separators", "\u{2028}"),
    ("byte order marks", "\u{FEFF}"),
    ("beyond the first plane", "𠮷"),
    ("wide digits", "１２３"),
    ("Chinese numerals", "一"),
    ("Chinese numerals of all kinds", "一百二十三万四千"),
    ("Chinese tens", "十"),
    ("Chinese amounts", "壹万元"),
    ("circled numerals", "①"),
    ("circled items", "①甲"),
    ("ordinals", "第一"),
    ("items", "一是甲；二是乙；"),
    ("首先", "首先，其次，再次，最后，"),
    ("one character", "的"),
    ("two characters", "资金"),
    ("Latin words", "abc "),
    ("one Latin word", "a"),
    ("sentences repeated", "项目实施以来，资金及时到位，群众满意度较高。"),
    ("paragraphs repeated", "项目实施以来，资金及时到位，群众满意度较高，各项任务按期完成，没有发现挤占和挪用的情形。\n"),
    ("scores", "得10分，"),
    ("scores of", "（10分，得9分）"),
    ("deductions", "扣1分，"),
    ("grades", "评价等级为“优”，"),
    ("grade bands", "90-100分为优，80-90分为良，"),
    ("claims", "全部完成，已完成，"),
    ("reasons", "由于资金未到位，导致未完成，"),
    ("satisfaction", "满意度95%，"),
    ("attainment", "完成率100%，实际完成5条，计划5条，"),
    ("hedges", "约"),
    ("hedged amounts", "约100万元，"),
    ("units", "万元"),
    ("unit lines", "单位：万元\n"),
    ("HTML", "<td>"),
    ("Markdown headings", "# 概况\n"),
    ("Markdown fences", "```\n"),
    ("URLs", "http://a.b/c?d=e&"),
    ("telephones", "13800000000 "),
    ("typos", "台帐"),
    ("doubled words", "的的"),
    ("doubled marks", "。。，，"),
    ("suppressions", "<!-- gouji: allow typo -->\n"),
];

/// The piece of an input at an index.
type Piece = fn(usize) -> String;

/// Inputs that no repetition gives: every piece differs from the one before.
const NUMBERED: &[(&str, Piece)] = &[
    ("numbered headings", |at| format!("{}、概况\n", at + 1)),
    ("numbered lines of prose", |at| format!("第{at}项任务已经完成，共支出{at}万元。\n")),
    ("numbered sentences in one line", |at| format!("第{at}项任务已经完成，共支出{at}万元。")),
    ("growing amounts in one sentence", |at| format!("甲{at}万元、")),
    ("growing amounts in a sum", |at| format!("{}乙{at}万元，", if at == 0 { "总额99999万元，其中：" } else { "" })),
    ("growing row of a table", |at| format!("{at}\t")),
    ("growing column of a table", |at| format!("甲{at}\t{at}\n")),
    ("growing pipe row", |at| format!("|{at}")),
    ("numbered names", |at| format!("甲乙{at}丙丁工程，")),
    ("numbered titles", |at| format!("《第{at}号办法》、")),
    ("numbered document numbers", |at| format!("财预〔20{:02}〕{at}号、", at % 100)),
    ("numbered dates", |at| format!("20{:02}年{}月{}日，", at % 100, at % 12 + 1, at % 28 + 1)),
    ("numbered fields", |at| format!("名称{at}：内容{at}\n")),
    ("numbered form rows", |at| format!("产出指标\t数量指标\t任务{at}\t{at}条\t{at}条\t10\t10\n")),
    ("one form of many rows", |at| {
        let header = "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n";
        format!("{}产出指标\t数量指标\t任务{at}\t{at}条\t{at}条\t1\t1\n", if at == 0 { header } else { "" })
    }),
    ("one table of many rows with a total", |at| {
        format!("{}项目{at}\t{at}\t{at}\n", if at == 0 { "项目\t预算\t执行\n合计\t1\t1\n" } else { "" })
    }),
    ("one measure, many figures", |at| format!("全年预算数{at}万元。\n")),
    ("many measures", |at| format!("任务{at}预算数{at}万元，执行数{at}万元，执行率100%。\n")),
    ("deep numbering", |at| "1.".repeat(at % 4000 + 1) + "\n"),
    ("brackets of two kinds", |at| if at < 150_000 { "（".to_owned() } else { "》".to_owned() }),
    ("scores without stops", |at| format!("得{}分", at % 100)),
    ("scores and grades", |at| format!("得{}分，优，", at % 100)),
    ("points and scores", |at| format!("决策（20分）得{}分，", at % 20)),
    ("remarks and faults", |at| format!("<!-- gouji: allow typo — {at} -->\n建立台帐。\n")),
    ("remarks for the report", |at| format!("<!-- gouji: allow-file placeholder — {at} --> 建立台帐。\n")),
    ("damage", |at| format!("\u{FFFD}{at}（\n")),
    ("nested brackets", |at| if at % 2000 < 1000 { "（".to_owned() } else { "）".to_owned() }),
    ("random marks", |at| ["（", "《", "“", "，", "。", "：", "\n", "1", "%", "万元"][(at.wrapping_mul(2654435761) >> 7) % 10].to_owned()),
    ("random words", |at| {
        let words = [
            "预算", "执行", "100", "万元", "，", "其中", "：", "、", "占", "%", "增长", "比", "2023", "年", "个", "合计", "。", "\n", "\t",
        ];
        words[(at.wrapping_mul(2654435761) >> 9) % words.len()].to_owned()
    }),
];

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let size = words.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let wanted = words.iter().find(|word| word.parse::<usize>().is_err()).map_or("", String::as_str);
    let catalogue = Catalogue::embedded().expect("the embedded data");
    let prepared = Prepared::new(&catalogue, Settings::default());
    let normal = normal(size);
    let base = (0..3).map(|_| Cost::of(&normal, &prepared)).min_by_key(|cost| cost.total).expect("three rounds");
    println!(
        "{:40} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9}",
        "input", "ratio", "syntax", "values", "facts", "check", "render", "findings"
    );
    base.print("a normal report", base.total);
    let repeated = REPEATED.iter().map(|(name, piece)| (*name, piece.repeat(size / piece.len())));
    let numbered = NUMBERED.iter().map(|(name, piece)| (*name, grown(size, piece)));
    for (name, text) in repeated.chain(numbered).filter(|(name, _)| name.contains(wanted)) {
        Cost::of(&text, &prepared).print(name, base.total);
    }
}

/// The labelled cases, one after another, up to the size.
fn normal(size: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "txt"));
    files.sort();
    let all: String = files.iter().map(|path| fs::read_to_string(path).expect("read")).collect();
    let end = all.repeat(size / all.len() + 1);
    end[..end.floor_char_boundary(size)].to_owned()
}

fn grown(size: usize, piece: &Piece) -> String {
    let mut text = String::with_capacity(size + 100);
    for at in 0.. {
        text.push_str(&piece(at));
        if text.len() >= size {
            break;
        }
    }
    text
}

/// Milliseconds of each stage.
struct Cost {
    total: u128,
    stages: [u128; 5],
    findings: usize,
}

impl Cost {
    fn of(text: &str, prepared: &Prepared<'_>) -> Cost {
        let knowledge = &prepared.catalogue.knowledge;
        let (document, syntax) = timed(|| syntax::parse(text, &knowledge.vocabulary));
        let (values, scan) = timed(|| values::scan(&document.flow.text, &knowledge.units));
        let context = Context::new(&document, &values, knowledge, "report.txt");
        let (_, facts) = timed(|| black_box(facts::extract(&context, &prepared.kinds)));
        let (report, whole) = timed(|| check(text, "report.txt", prepared));
        let formats = [Format::Json, Format::Concise, Format::Pretty].map(options);
        let (_, render) = timed(|| formats.iter().for_each(|options| drop(black_box(render::document(&report, text, &|_| None, options)))));
        let check = whole.saturating_sub(syntax + scan + facts);
        Cost { total: whole + render, stages: [syntax, scan, facts, check, render], findings: report.findings.len() }
    }

    fn print(&self, name: &str, base: u128) {
        let ratio = self.total as f64 / base as f64;
        let stages: String = self.stages.iter().map(|stage| format!(" {:6}ms", stage / 1000)).collect();
        println!("{name:40} {ratio:8.2}{stages} {:9}{}", self.findings, if ratio > 10.0 { "  !" } else { "" });
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, u128) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_micros())
}

fn options(format: Format) -> Options {
    Options {
        format,
        language: Language::Chinese,
        colour: false,
        width: 80,
        show: Severity::Info,
        listing: Listing::Nothing,
        titles: BTreeMap::new(),
    }
}
