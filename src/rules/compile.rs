//! [`RuleFile`] → [`Rule`]: names resolved, types checked, messages compared between the languages.

use super::Bilingual;
use super::file::{self, Parameter, RuleFile, With};
use super::place;
use super::reach::Reach;
use super::rule::{Change, Criterion, Labelled, Repair, Rule, Wording};
use crate::data::{self, SourceFile};
use crate::error::Fault;
use crate::expr::{self, Compiled, Literal, Mistake, Reading, Scope, Selector, Template, Ty};
use crate::facts;
use crate::finding::Safety;
use crate::text::Span;
use std::sync::{Arc, OnceLock};
use toml::Spanned;

/// The rule of a parsed file, of which nothing is compiled yet. None when that would come to a fault.
pub(super) fn later(parsed: RuleFile, file: SourceFile, reach: &Reach) -> Option<Rule> {
    let kind = expr::selected(parsed.check.r#for.get_ref(), reach.schema())?;
    named(&parsed, &file).ok()?;
    let kinds = reach.of(&parsed);
    Some(uncompiled(parsed, file, kind, kinds))
}

/// The compiled rule of a parsed file.
pub(super) fn rule(parsed: RuleFile, file: SourceFile) -> Result<Rule, Fault> {
    named(&parsed, &file)?;
    let criterion = criterion(&parsed, &file)?;
    let wording = wording(&parsed, &file, &criterion)?;
    let (kind, kinds) = (criterion.selector.kind, kinds(&criterion, &wording));
    let rule = uncompiled(parsed, file, kind, kinds);
    Ok(Rule { criterion: OnceLock::from(Ok(criterion)), wording: OnceLock::from(Ok(wording)), ..rule })
}

fn named(parsed: &RuleFile, file: &SourceFile) -> Result<(), Fault> {
    let (id, name) = (parsed.id.get_ref(), data::stem(&file.path));
    if id == name {
        return Ok(());
    }
    let advice = (format!("文件改名为 {id}.toml，或规则改名为 {name}"), format!("name the file {id}.toml, or the rule {name}"));
    Err(place::at(file, place::whole(&parsed.id), ("规则名与文件名不一致", "the id differs from the file's name")).help(advice))
}

fn uncompiled(parsed: RuleFile, file: SourceFile, kind: u16, kinds: Vec<&'static str>) -> Rule {
    Rule {
        id: Arc::from(parsed.id.get_ref().as_str()),
        category: Arc::from(category(&file.path)),
        severity: parsed.severity,
        enabled: parsed.enabled,
        title: words(&parsed.title),
        parameters: parsed.parameters.keys().cloned().collect(),
        kind,
        kinds,
        criterion: OnceLock::new(),
        wording: OnceLock::new(),
        parsed,
        file,
    }
}

/// What a rule checks.
pub(super) fn criterion(parsed: &RuleFile, file: &SourceFile) -> Result<Criterion, Fault> {
    let schema = facts::schema();
    let compiler = Compiler { file };
    let selected = &parsed.check.r#for;
    let mut scope = compiler.parameters(Scope::new(&schema), parsed)?;
    let selector = compiler.said(selected, Selector::compile(selected.get_ref(), &scope))?;
    scope = compiler.bound(scope, parsed, "it", Ty::fact(selector.kind))?;
    let reading = |written: &Spanned<String>| compiler.said(written, Reading::compile(written.get_ref(), &scope));
    let reading = parsed.check.reading.as_ref().map(reading).transpose()?;
    if let Some(reading) = &reading {
        scope = compiler.bound(scope, parsed, &reading.name, reading.ty)?;
    }
    for step in &parsed.check.r#let {
        scope = compiler.said(&step.be, scope.alias(step.name.get_ref(), step.be.get_ref()))?;
    }
    let assert = compiler.compile(&scope, &parsed.check.assert, Some(Ty::TRUTH))?;
    Ok(Criterion { assert, selector, reading, names: scope.names() })
}

/// Where a rule points and what it says.
pub(super) fn wording(parsed: &RuleFile, file: &SourceFile, criterion: &Criterion) -> Result<Wording, Fault> {
    let schema = facts::schema();
    let compiler = Compiler { file };
    let check = &parsed.check;
    let scope = Scope::with(&schema, criterion.names.clone());
    let spoken = scope.clone().bind(ENGLISH, Ty::TRUTH);
    let mut words = Words::new(&spoken, parsed, criterion);
    Ok(Wording {
        doubtful: check.doubtful.as_ref().map(|doubtful| compiler.compile(&scope, doubtful, Some(Ty::TRUTH))).transpose()?,
        at: compiler.compile(&scope, &check.at, None)?,
        with: check.with.iter().map(|with| compiler.labelled(&scope, with)).collect::<Result<_, _>>()?,
        about: check.about.as_ref().map(|about| compiler.compile(&scope, about, None)).transpose()?,
        fix: parsed.fix.as_ref().map(|fix| compiler.repair(&scope, fix)).transpose()?,
        message: compiler.sentences(&mut words, &parsed.message)?,
        help: parsed.help.as_ref().map(|help| compiler.sentences(&mut words, help)).transpose()?,
        shows: words.compiled,
    })
}

struct Compiler<'c> {
    file: &'c SourceFile,
}

impl Compiler<'_> {
    fn parameters<'s>(&self, mut scope: Scope<'s>, parsed: &RuleFile) -> Result<Scope<'s>, Fault> {
        for (name, value) in &parsed.parameters {
            let named = match value.get_ref() {
                Parameter::Integer(number) => scope.constant(name, Literal::Number(*number)),
                Parameter::Truth(truth) => scope.constant(name, Literal::Truth(*truth)),
                Parameter::Words(words) => scope.constant(name, Literal::Words(words)),
                Parameter::Expression(source) => scope.alias(name, source),
            };
            scope = named.map_err(|mistake| place::at(self.file, place::whole(value), mistake.message))?;
        }
        Ok(scope)
    }

    /// With a name for the fact or its reading, which no parameter may bear.
    fn bound<'s>(&self, scope: Scope<'s>, parsed: &RuleFile, name: &str, ty: Ty) -> Result<Scope<'s>, Fault> {
        match parsed.parameters.get(name) {
            Some(value) => Err(place::at(self.file, place::whole(value), Mistake::taken(Span::default(), name).message)),
            None => Ok(scope.bind(name, ty)),
        }
    }

    fn compile(&self, scope: &Scope<'_>, written: &Spanned<String>, expected: Option<Ty>) -> Result<Compiled, Fault> {
        self.said(written, expr::compile(written.get_ref(), scope, expected))
    }

    fn labelled(&self, scope: &Scope<'_>, with: &With) -> Result<Labelled, Fault> {
        let words = Bilingual { zh: with.zh.clone(), en: with.en.clone() };
        Ok(Labelled { value: self.compile(scope, &with.at, None)?, words })
    }

    fn repair(&self, scope: &Scope<'_>, fix: &file::FixFile) -> Result<Repair, Fault> {
        let edit = |edit: &file::EditFile| {
            let at = self.compile(scope, &edit.at, None)?;
            Ok((at, self.compile(scope, &edit.by, Some(Ty::TEXT))?))
        };
        let change = match (fix.edits.as_slice(), fix.figures.as_slice()) {
            (edits, []) => Change::Edits(edits.iter().map(edit).collect::<Result<_, _>>()?),
            ([], figures) => Change::Figures(figures.iter().map(|at| self.compile(scope, at, None)).collect::<Result<_, _>>()?),
            ([edit, ..], [_, ..]) => {
                return Err(place::at(
                    self.file,
                    place::whole(&edit.at),
                    ("edits 与 figures 只能写一个", "a repair has edits or figures, not both"),
                ));
            }
        };
        if let Some(first) = fix.figures.first().filter(|_| fix.safety == Safety::Safe) {
            let fault = place::at(self.file, place::whole(first), ("哪个数有误须由人判断", "only a person can tell which figure is wrong"));
            return Err(fault.help(("写作 safety = \"ask\"", "write safety = \"ask\"")));
        }
        Ok(Repair { safety: fix.safety, change })
    }

    fn sentences(&self, words: &mut Words<'_, '_>, written: &file::Bilingual) -> Result<Bilingual<Template>, Fault> {
        let sentences = Bilingual { zh: self.sentence(words, &written.zh)?, en: self.sentence(words, &written.en)? };
        let (zh, en) = (sentences.zh.names(), sentences.en.names());
        if zh == en {
            return Ok(sentences);
        }
        let (chinese, english) = (words.named(&zh), words.named(&en));
        let advice = (format!("zh 中有 {chinese}；en 中有 {english}"), format!("zh has {chinese}; en has {english}"));
        Err(place::at(self.file, place::whole(&written.en), ("中英文用的名称不同", "the two languages use different names")).help(advice))
    }

    fn sentence(&self, words: &mut Words<'_, '_>, written: &Spanned<String>) -> Result<Template, Fault> {
        let known: Vec<&str> = words.known.iter().map(|(name, _)| name.as_str()).collect();
        let template = self.said(written, Template::compile(written.get_ref(), &known))?;
        for name in template.names() {
            words.compile(name).map_err(|(place, mistake)| match place {
                Some(show) => place::mistake(self.file, show, mistake),
                None => place::at(self.file, place::whole(written), mistake.message),
            })?;
        }
        Ok(template)
    }

    fn said<T>(&self, written: &Spanned<String>, result: Result<T, Mistake>) -> Result<T, Fault> {
        result.map_err(|mistake| place::mistake(self.file, written, mistake))
    }
}

/// A truth that only `[show]` sees, as the last binding: whether the sentence is English.
const ENGLISH: &str = "english";

/// What the names in the sentences of a rule stand for: the `[show]` table, then `let` and parameters, then the fields of
/// the reading and of the fact. Only those that are used are compiled.
struct Words<'w, 's> {
    scope: &'w Scope<'s>,
    known: Vec<(String, Source<'w>)>,
    compiled: Vec<Option<Compiled>>,
}

/// The expression that a name stands for.
enum Source<'w> {
    Shown(&'w Spanned<String>),
    Named(&'w str),
    Field(&'w str, &'static str),
}

impl<'w, 's> Words<'w, 's> {
    fn new(scope: &'w Scope<'s>, parsed: &'w RuleFile, criterion: &'w Criterion) -> Self {
        let mut known: Vec<(String, Source<'w>)> = parsed.show.iter().map(|(name, source)| (name.clone(), Source::Shown(source))).collect();
        let aliases = parsed.check.r#let.iter().map(|step| step.name.get_ref()).chain(parsed.parameters.keys());
        known.extend(aliases.map(|name| (name.clone(), Source::Named(name))));
        let reading = criterion.reading.as_ref().and_then(|reading| Some((reading.name.as_str(), reading.ty.kind()?)));
        for (binding, kind) in reading.into_iter().chain([("it", criterion.selector.kind)]) {
            let fields = scope.schema().get(usize::from(kind)).map(|shape| shape.fields).unwrap_or_default();
            known.extend(fields.iter().map(|field| (field.name.to_owned(), Source::Field(binding, field.name))));
        }
        let compiled = known.iter().map(|_| None).collect();
        Words { scope, known, compiled }
    }

    fn compile(&mut self, name: usize) -> Result<(), (Option<&'w Spanned<String>>, Mistake)> {
        let (Some((_, source)), Some(slot)) = (self.known.get(name), self.compiled.get_mut(name)) else { return Ok(()) };
        let compiled = match source {
            Source::Shown(written) => expr::compile(written.get_ref(), self.scope, None).map_err(|mistake| (Some(*written), mistake)),
            Source::Named(name) => expr::named(name, None, self.scope).map_err(|mistake| (None, mistake)),
            Source::Field(binding, field) => expr::named(binding, Some(field), self.scope).map_err(|mistake| (None, mistake)),
        };
        *slot = Some(compiled?);
        Ok(())
    }

    fn named(&self, names: &[usize]) -> String {
        names.iter().filter_map(|at| self.known.get(*at)).map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// The kinds that any expression reads, so that only their extractors run.
pub(super) fn kinds(criterion: &Criterion, wording: &Wording) -> Vec<&'static str> {
    let reading = criterion.reading.as_ref().map(|reading| &reading.list);
    let parts = wording.expressions().chain([&criterion.assert]).chain(reading);
    let mut kinds: Vec<u16> = parts.flat_map(|part| part.kinds().iter().copied()).collect();
    kinds.extend(criterion.selector.kinds());
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().filter_map(|at| facts::KINDS.get(usize::from(at)).map(|kind| kind.name)).collect()
}

fn words(written: &file::Bilingual) -> Bilingual {
    Bilingual { zh: written.zh.get_ref().clone(), en: written.en.get_ref().clone() }
}

/// The folder that a rule's file stands in.
fn category(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or("custom")
}
