//! `gouji server`: findings in an editor, over the language server protocol on the standard streams.
//!
//! The editor sends what is typed; the [`Desk`] holds the texts that are open and checks those that changed. Whatever has arrived
//! in the meantime is taken in before a text is checked, so that a slow report never lags behind who types.

mod desk;
mod lines;
mod shown;

use super::session::Session;
use super::{Exit, Stop, allow, plan};
use crate::error::Fault;
use crate::language::Language;
use clap::{ArgMatches, Command};
use desk::Desk;
use lines::Units;
use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Notification as _,
    PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{CodeActionRequest, Request as _};
use lsp_types::{
    CodeActionProviderCapability, InitializeParams, MessageType, ServerCapabilities, ServerInfo, ShowMessageParams,
    TextDocumentSyncCapability, TextDocumentSyncKind,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Declares the subcommand.
pub fn declare() -> Command {
    Command::new("server")
        .about("Serve an editor (language server protocol) · 为编辑器提供检查（语言服务器协议）")
        .args(allow::arguments())
        .args(plan::arguments())
        .arg(plan::only())
}

/// Runs the subcommand, until the editor ends it.
pub fn run(matches: &ArgMatches, session: &mut Session) -> Result<Exit, Stop> {
    let (connection, streams) = Connection::stdio();
    let ended = serve(&connection, matches, session);
    // The writing thread ends when nobody can send any more.
    drop(connection);
    let written = streams.join();
    ended.map_err(|error| broken(session, &error.to_string()))?;
    written.map_err(|error| broken(session, &error.to_string()))?;
    Ok(Exit::Clean)
}

fn serve(connection: &Connection, matches: &ArgMatches, session: &mut Session) -> Result<(), ProtocolError> {
    let (id, parameters) = connection.initialize_start()?;
    let editor: InitializeParams = serde_json::from_value(parameters).unwrap_or_default();
    let units = Units::offered(&editor);
    session.configured(editor.locale.as_deref().map(spoken));
    connection.initialize_finish(id, introduction(units))?;
    let mut server = Server { connection, desk: Desk::new(matches, session, units) };
    while let Ok(message) = connection.receiver.recv() {
        if server.take(message)? {
            break;
        }
        while let Ok(message) = connection.receiver.try_recv() {
            if server.take(message)? {
                return Ok(());
            }
        }
        server.publish();
    }
    Ok(())
}

fn introduction(units: Units) -> Value {
    let capabilities = ServerCapabilities {
        position_encoding: Some(units.name()),
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    };
    let server_info = ServerInfo { name: "gouji".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    json!({ "capabilities": capabilities, "serverInfo": server_info })
}

/// The language of an editor: any Chinese is Chinese.
fn spoken(locale: &str) -> Language {
    if locale.to_ascii_lowercase().starts_with("zh") { Language::Chinese } else { Language::English }
}

fn broken(session: &Session, words: &str) -> Stop {
    let help = session.say("此命令由编辑器启动，不在终端中使用", "this command is started by an editor, not in a terminal");
    Fault::of_file("gouji server", words.to_owned()).help(help).into()
}

/// The conversation with one editor.
struct Server<'s> {
    connection: &'s Connection,
    desk: Desk<'s>,
}

impl Server<'_> {
    /// Takes in a message; true when it ends the conversation.
    fn take(&mut self, message: Message) -> Result<bool, ProtocolError> {
        match message {
            Message::Request(request) if self.connection.handle_shutdown(&request)? => Ok(true),
            Message::Request(request) => {
                let response = self.answer(request);
                self.send(response.into());
                Ok(false)
            }
            Message::Notification(notification) => {
                self.hear(notification);
                Ok(false)
            }
            Message::Response(_) => Ok(false),
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        if request.method != CodeActionRequest::METHOD {
            return Response::new_err(request.id, ErrorCode::MethodNotFound as i32, request.method);
        }
        match serde_json::from_value(request.params) {
            Ok(asked) => Response::new_ok(request.id, self.desk.repairs(&asked)),
            Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
        }
    }

    /// A notification that cannot be read is passed over, as is one that is not known: there is no answer to it.
    fn hear(&mut self, Notification { method, params }: Notification) {
        match method.as_str() {
            DidOpenTextDocument::METHOD => with(params, |opened| self.desk.open(opened)),
            DidChangeTextDocument::METHOD => with(params, |changed| self.desk.change(changed)),
            DidCloseTextDocument::METHOD => with(params, |closed| self.desk.close(&closed)),
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => self.desk.renew(),
            _ => {}
        }
    }

    /// Sends the findings of the texts that changed, and what is wrong with rules and configurations.
    fn publish(&mut self) {
        for diagnostics in self.desk.checked() {
            self.notify::<PublishDiagnostics>(diagnostics);
        }
        for message in self.desk.complaints() {
            self.notify::<ShowMessage>(ShowMessageParams { typ: MessageType::ERROR, message });
        }
    }

    fn notify<N: lsp_types::notification::Notification>(&self, parameters: N::Params)
    where
        N::Params: Serialize,
    {
        self.send(Notification::new(N::METHOD.to_owned(), parameters).into());
    }

    /// An editor that went away is noticed where messages are received.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}

fn with<P: DeserializeOwned>(parameters: Value, act: impl FnOnce(P)) {
    if let Ok(parameters) = serde_json::from_value(parameters) {
        act(parameters);
    }
}
