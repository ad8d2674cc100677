//! `gouji check --fix`, `--ask` and `--diff`: repairs, before what is left is reported.

use super::allow::Shelf;
use super::audit::guarded;
use super::check::Source;
use super::plan::Task;
use super::session::Session;
use super::{Exit, Stop, options, pool};
use crate::check::{self, Prepared};
use crate::error::Fault;
use crate::finding::{Finding, Fingerprint, Fix, Safety, edited};
use crate::fix::{self, Fixed};
use crate::input::{self, Encoding, Input, Unreadable};
use crate::render::{severity_word, visible};
use crate::text::LineIndex;
use clap::{Arg, ArgMatches};
use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;

/// The options.
pub fn arguments() -> Vec<Arg> {
    vec![
        options::flag("fix", "Apply repairs that cannot change what a report says · 自动修复不改变内容的问题").group("repair"),
        options::flag("ask", "Ask before every repair, and offer the others too · 逐项询问，并提供其他修复").requires("repair"),
        options::flag("diff", "Show what --fix would change, and change nothing · 只显示修复前后的差异").group("repair"),
    ]
}

/// What is wanted.
#[derive(Clone, Copy)]
pub struct Wish {
    ask: bool,
    diff: bool,
}

impl Wish {
    /// From the options; none when nothing is to be repaired.
    pub fn of(matches: &ArgMatches) -> Option<Wish> {
        let wish = Wish { ask: matches.get_flag("ask"), diff: matches.get_flag("diff") };
        (wish.diff || matches.get_flag("fix")).then_some(wish)
    }

    /// Whether repairs are wanted that change what a report says.
    pub fn asks(self) -> bool {
        self.ask
    }

    /// Whether only the difference is wanted, without findings.
    pub fn is_diff(self) -> bool {
        self.diff
    }
}

/// A source with what it was and what it becomes.
struct Repaired<'s> {
    source: &'s Source,
    input: Input,
    findings: Vec<Finding>,
    fixed: Fixed,
}

/// The standard input can be shown repaired, not rewritten; that is said before anything is read from it.
fn refused(wish: Wish, tasks: &[Task], session: &Session) -> Option<Fault> {
    let stream = tasks.iter().find(|task| matches!(task.source, Source::Stream(_))).filter(|_| !wish.diff || wish.ask)?;
    let words = session.say("标准输入不能改写", "the standard input cannot be rewritten");
    let help = session.say("请用 --diff 查看修复前后的差异", "`--diff` shows what would change");
    Some(Fault::of_file(stream.source.path().to_string_lossy(), words).help(help))
}

/// Repairs every source. Of `--diff`, the exit status says whether there is a difference.
pub fn run<'t>(
    wish: Wish,
    tasks: &'t [Task],
    encoding: Option<Encoding>,
    prepared: &[Prepared<'_>],
    shelf: &Shelf,
    session: &mut Session,
) -> Result<Exit, Stop> {
    if let Some(fault) = refused(wish, tasks, session) {
        return Err(fault.into());
    }
    let (mut exit, mut failure) = (Exit::Clean, None);
    let work = |task: &'t Task| repaired(task, encoding, &prepared[task.setup], shelf);
    // References, so that results may refer to what they are results of.
    let tasks: Vec<&Task> = tasks.iter().collect();
    pool::ordered(
        &tasks,
        |task| work(task),
        |result| {
            let done = match result {
                Ok(repaired) => finish(wish, repaired, session),
                // What cannot be read is reported by the check that follows; a difference alone has none.
                Err(unreadable) => {
                    if wish.diff {
                        session.fault(unreadable.fault(session.language()));
                    }
                    Ok(false)
                }
            };
            match done {
                Ok(changed) => {
                    exit = exit.max(if changed { Exit::Findings } else { Exit::Clean });
                    ControlFlow::Continue(())
                }
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    if let Some(error) = failure {
        return Err(error.into());
    }
    session.out.flush()?;
    Ok(if session.faults.is_empty() { exit } else { Exit::Fault })
}

fn repaired<'s>(task: &'s Task, encoding: Option<Encoding>, prepared: &Prepared<'_>, shelf: &Shelf) -> Result<Repaired<'s>, Unreadable> {
    let input = task.source.read(encoding)?;
    guarded(task.source.path(), || settled(task, input, prepared, shelf))
}

fn settled<'s>(task: &'s Task, input: Input, prepared: &Prepared<'_>, shelf: &Shelf) -> Repaired<'s> {
    let source = &task.source;
    let check = |text: &str| check::check(text, &source.path().to_string_lossy(), prepared);
    let all = check(&input.text);
    let mut report = all.clone();
    shelf.settle(&task.held, &mut report, prepared);
    let findings = report.findings;
    // Once something else in its sentence is repaired, an allowed finding has another fingerprint. It is still not for the tool to repair.
    let name = |finding: &Finding, text: &str| (finding.rule.clone(), finding.span.of(text).to_owned());
    let left: HashSet<Fingerprint> = findings.iter().map(|finding| finding.fingerprint).collect();
    let taken = all.findings.iter().filter(|one| !left.contains(&one.fingerprint));
    let allowed: HashSet<_> = taken.map(|one| name(one, &input.text)).collect();
    let fixed = fix::settled(&input.text, |text| {
        let wanted =
            |finding: &Finding| text == input.text && left.contains(&finding.fingerprint) || !allowed.contains(&name(finding, text));
        check(text).findings.into_iter().filter(wanted).collect()
    });
    Repaired { source, input, findings, fixed }
}

/// Asks, shows or writes; whether anything changes.
fn finish(wish: Wish, repaired: Repaired<'_>, session: &mut Session) -> io::Result<bool> {
    let Repaired { source, input, findings: found, fixed } = repaired;
    let fixed = match (wish.ask, wish.diff) {
        (true, true) => fix::once(&input.text, &found, |_, _| true),
        (true, false) => {
            let mut questions = Questions { source, text: &input.text, lines: LineIndex::new(&input.text), session, ended: false };
            fix::once(&input.text, &found, |finding, fix| questions.agreed(finding, fix))
        }
        (false, _) => fixed,
    };
    if fixed.text == input.text {
        return Ok(false);
    }
    if wish.diff {
        let path = source.path().to_string_lossy();
        let difference = fix::unified(&path, &input.text, &fixed.text);
        session.out.write_all(for_stream(difference, io::stdout().is_terminal()).as_bytes())?;
        return Ok(true);
    }
    write(source, &input, &fixed, session);
    Ok(true)
}

/// Replaces the file, unless it is not what was read: somebody else may have written it, and bytes that stand for the same text
/// in another way would be changed unasked.
fn write(source: &Source, input: &Input, fixed: &Fixed, session: &mut Session) {
    let path = source.path();
    let same = fs::read(path).is_ok_and(|bytes| bytes == input.encode(&input.text));
    let lossless = input::decode(input.encode(&fixed.text), Some(input.encoding)).is_ok_and(|decoded| decoded.text == fixed.text);
    if !same || !lossless {
        let words = session.say("文件已变动或编码不能原样写回，未改写", "the file has changed, or its encoding cannot be kept; left alone");
        return session.fault(Fault::of_file(path.to_string_lossy(), words));
    }
    if let Err(error) = fix::replace(path, &input.encode(&fixed.text)) {
        return session.fault(session.unwritten(path, &error));
    }
    let (name, count) = (visible(&path.to_string_lossy()).into_owned(), fixed.applied);
    session.note(&session.say(format!("{name}：已修复 {count} 处\n"), format!("{name}: {count} repaired\n")));
}

/// A difference as `patch` takes it; on a terminal, without what would steer it.
fn for_stream(difference: String, terminal: bool) -> String {
    if !terminal {
        return difference;
    }
    difference.split_inclusive('\n').map(|line| format!("{}\n", visible(line.trim_end_matches(['\r', '\n'])))).collect()
}

/// Repairs put to the user, on the error stream: the output may be read by a program.
struct Questions<'q> {
    source: &'q Source,
    text: &'q str,
    lines: LineIndex,
    session: &'q Session,
    /// Whether the answers have come to an end.
    ended: bool,
}

/// So many characters beside a repair are shown.
const BESIDE: usize = 12;

impl Questions<'_> {
    /// Whether the answer is yes; anything else, and the end of the input, is no.
    fn agreed(&mut self, finding: &Finding, fix: &Fix) -> bool {
        if self.ended {
            return false;
        }
        let session = self.session;
        session.note(&format!("{}{}", self.shown(finding, fix), session.say("修复？[y/N] ", "repair? [y/N] ")));
        let mut answer = String::new();
        if io::stdin().read_line(&mut answer).unwrap_or(0) == 0 {
            self.ended = true;
            session.note("\n");
        }
        ["y", "yes", "是"].contains(&answer.trim().to_lowercase().as_str())
    }

    /// The finding, and the text around its repair before and after.
    fn shown(&self, finding: &Finding, fix: &Fix) -> String {
        let language = self.session.language();
        let risk = match fix.safety {
            Safety::Safe => "",
            Safety::Ask => language.pick("（会改变内容）", " (changes what the report says)"),
        };
        let at = self.lines.position(self.text, finding.span.start);
        let place = format!("{}:{}:{}", self.source.path().display(), at.line, at.column);
        let head = format!("{place}: {}[{}] {}{risk}", severity_word(finding.severity, language), finding.rule, finding.message);
        let (before, after) = self.around(fix);
        [head, format!("  - {before}"), format!("  + {after}")].iter().map(|line| format!("{}\n", visible(line))).collect()
    }

    fn around(&self, fix: &Fix) -> (String, String) {
        let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else { return Default::default() };
        let (start, end) = (first.span.start as usize, last.span.end as usize);
        let line = |c: char| c == '\n' || c == '\r';
        let before = self.text.get(..start).unwrap_or("");
        let before = before.char_indices().rev().take(BESIDE).take_while(|(_, c)| !line(*c)).last().map_or("", |(at, _)| &before[at..]);
        let after = self.text.get(end..).unwrap_or("");
        let after: String = after.chars().take(BESIDE).take_while(|c| !line(*c)).collect();
        let old = self.text.get(start..end).unwrap_or("");
        let new = edited(old, start as u32, &fix.edits);
        (format!("{before}{old}{after}"), format!("{before}{new}{after}"))
    }
}

#[cfg(test)]
mod tests {
    use super::for_stream;

    #[test]
    fn a_difference_is_exact_for_programs_and_harmless_on_a_terminal() {
        let difference = "-台帐\u{1b}[31m\r\n+台账\u{202e}\n".to_owned();
        assert_eq!(for_stream(difference.clone(), false), difference);
        assert_eq!(for_stream(difference, true), "-台帐␛[31m\n+台账<U+202E>\n");
    }
}
