//! Runs the binary.

use std::process::Output;

use assert_cmd::Command;

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }
}

impl Ran {
    /// The lines on the standard output, as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Everything, for a snapshot.
    pub(crate) fn shown(&self) -> String {
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        format!("{}--- stderr\n{}--- exit {code}", self.out, self.err)
    }
}

pub(crate) fn onepane() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("onepane"));
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// Runs the binary with arguments, separated by spaces, and an input.
#[track_caller]
pub(crate) fn run(args: &str, input: impl Into<Vec<u8>>) -> Ran {
    let output = onepane().args(args.split_whitespace()).write_stdin(input.into()).output().unwrap();
    output.into()
}

/// Compares with what is on file. The names of the hosts are left out: there will be more.
#[track_caller]
pub(crate) fn snapshot(name: &str, text: impl AsRef<str>) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(name, text.as_ref().replace(&onepane::HOSTS.join(", "), "the hosts"));
    });
}

/// A selected chat, as Botmaker posts it.
pub(crate) fn chat(customer: &str) -> String {
    format!(
        r#"{{"messageType":"BM_WIDGET_EVENT","event":"chat:selected","screen":"CHATS","payload":{{"customerId":"{customer}"}}}}"#
    )
}

/// The ids of the conversations that a run has told of.
pub(crate) fn conversations(ran: &Ran) -> Vec<String> {
    ran.json().iter().map(|event| event["data"]["conversation"]["id"].as_str().unwrap().to_owned()).collect()
}
