//! What can be asked on the command line.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use onepane::core::Secret;
use onepane::model::Time;

/// The command line of onepane: one agent-console widget for every helpdesk.
///
/// Hosts speak in frames: window messages, calls, answers. Widgets think in neutral events and actions.
/// onepane translates between the two, losslessly, so that a widget's logic is written once.
#[derive(Debug, Parser)]
#[command(name = "onepane", version, max_term_width = 100, after_help = MAIN_HELP, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) look: Look,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The heading under which help lists what every command takes.
const GLOBAL: &str = "Global options";

/// How things are told on the standard error.
#[derive(Debug, Clone, Args)]
pub(crate) struct Look {
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = GLOBAL)]
    pub(crate) color: ColorChoice,
    /// Tell errors only: no summary, warnings or progress
    #[arg(long, short, global = true, help_heading = GLOBAL)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Decode(Decode),
    Encode(Encode),
    Emulate(Emulate),
    Bridge(Bridge),
    Replay(Replay),
    Capabilities(Capabilities),
    Definition(Definition),
    Token(Token),
    Schema(Schema),
    New(New),
    Conform(Conform),
    Dev(Dev),
    Completions(Completions),
}

/// Translate a host's frames into neutral events
///
/// Prints each event as a CloudEvents 1.0 JSON object on a line of its own. A line that is no frame (it has
/// no `via`) is taken as the data of a window message, on hosts that post such messages. Frames of the
/// widget's own and frames that are not this host's are ignored and counted.
#[derive(Debug, Args)]
#[command(after_help = DECODE_HELP)]
pub(crate) struct Decode {
    #[command(flatten)]
    pub(crate) host: Host,
    /// Take each document as the payload of this callback of the host
    #[arg(long, value_name = "NAME")]
    pub(crate) event: Option<String>,
    #[command(flatten)]
    pub(crate) config: Config,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) input: Input,
}

/// Translate neutral actions into frames for a host
///
/// Prints the frames that make the host do what the actions ask, in order, one on a line. What the host
/// cannot do is refused with the reason, before anything of it is printed. An action without an id gets
/// `s1-1`, `s1-2` and so on.
#[derive(Debug, Args)]
#[command(after_help = ENCODE_HELP)]
pub(crate) struct Encode {
    #[command(flatten)]
    pub(crate) host: Host,
    /// The console's screen until the context tells; without it, an action's own is assumed
    #[arg(long, value_name = "SCREEN")]
    pub(crate) screen: Option<String>,
    /// Frames of the host to take in first, for actions that need a conversation or live limits
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) context: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) config: Config,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) input: Input,
}

/// Translate neutral events into the frames by which a host would tell them
///
/// The way back of `decode`: frames come back as they were, secrets aside. Of another host's events, what
/// this host has no place for, or requires and does not get, is reported as a warning.
#[derive(Debug, Args)]
#[command(after_help = EMULATE_HELP)]
pub(crate) struct Emulate {
    #[command(flatten)]
    pub(crate) host: Host,
    #[command(flatten)]
    pub(crate) config: Config,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) input: Input,
}

/// Translate one host's frames into those that a widget written for another host understands
///
/// The same as `decode` for the one host and `emulate` for the other. What could not be carried over, and
/// events that the other host does not have, are reported as warnings.
#[derive(Debug, Args)]
#[command(after_help = BRIDGE_HELP)]
pub(crate) struct Bridge {
    /// The host whose frames come in
    #[arg(long, value_name = "HOST", value_parser = hosts())]
    pub(crate) from: String,
    /// The host that the widget was written for
    #[arg(long, value_name = "HOST", value_parser = hosts())]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) config: Config,
    #[command(flatten)]
    pub(crate) jobs: Jobs,
    #[command(flatten)]
    pub(crate) input: Input,
}

/// Run a recorded session again
///
/// A trace is the frames of a session in both directions, one on a line, with the moment `at` in
/// milliseconds. They go through a session on the trace's own clock: prints the events that the widget was
/// told, derived ones included, and what the widget asked for, as `{"action": ...}`. An action that was
/// not answered by the end of the trace ends as cancelled.
#[derive(Debug, Args)]
#[command(after_help = REPLAY_HELP)]
pub(crate) struct Replay {
    #[command(flatten)]
    pub(crate) host: Host,
    #[command(flatten)]
    pub(crate) config: Config,
    /// The recorded frames; `-` or nothing for the standard input
    #[arg(value_name = "TRACE", value_hint = ValueHint::FilePath)]
    pub(crate) trace: Option<PathBuf>,
}

/// Show what hosts can tell and do
///
/// Shows what the hosts can do at best or, with a configuration, what works under it.
#[derive(Debug, Args)]
#[command(after_help = CAPABILITIES_HELP)]
pub(crate) struct Capabilities {
    /// One host in detail; without it, all hosts side by side
    #[arg(long, value_name = "HOST", value_parser = hosts())]
    pub(crate) host: Option<String>,
    /// The form to show them in; `json` is one object a line
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) config: Config,
}

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Markdown,
}

/// Build or check what a host needs to install a widget
///
/// A widget is described once, in a manifest called `widget.toml`; what each host needs is made from it:
/// a file, the body of a request, a sheet to enter by hand, or a snippet of code.
#[derive(Debug, Args)]
#[command(after_help = DEFINITION_HELP)]
pub(crate) struct Definition {
    #[command(subcommand)]
    pub(crate) task: DefinitionTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DefinitionTask {
    Build(DefinitionBuild),
    Check(DefinitionCheck),
}

/// Make what a host needs to install a widget from its manifest
///
/// Prints it, or tells all that is wrong with the manifest and exits with 1. What the host has no place for
/// is reported as a warning. `onepane schema manifest` describes the manifest.
#[derive(Debug, Args)]
#[command(after_help = DEFINITION_BUILD_HELP)]
pub(crate) struct DefinitionBuild {
    #[command(flatten)]
    pub(crate) host: Host,
    /// The manifest, usually `widget.toml`; `-` or nothing for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

/// Check what a host is to be given to install a widget
///
/// Tells every rule that is broken in one run, with a JSON pointer to the place. Exits with 0 when the host
/// takes it, warnings or not, and with 1 when it does not.
#[derive(Debug, Args)]
#[command(after_help = DEFINITION_CHECK_HELP)]
pub(crate) struct DefinitionCheck {
    #[command(flatten)]
    pub(crate) host: Host,
    /// What `onepane definition build` prints or somebody wrote; `-` or nothing for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

/// Look into the signed token that a host hands to its widget, or verify it
#[derive(Debug, Args)]
#[command(after_help = TOKEN_HELP, arg_required_else_help = true)]
pub(crate) struct Token {
    #[command(subcommand)]
    pub(crate) command: TokenCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    Inspect(TokenInspect),
    Verify(TokenVerify),
}

/// Show what a token says of itself, without verifying it
///
/// Nothing of what is shown is proved: anybody can write a token that says it. For looking, never for deciding.
#[derive(Debug, Args)]
#[command(after_help = TOKEN_INSPECT_HELP)]
pub(crate) struct TokenInspect {
    #[command(flatten)]
    pub(crate) token: TokenText,
}

/// Verify a token by its host's rules and print its claims
///
/// The host's policy says which signature, issuer and claims are demanded. A token that does not hold gets the reason
/// on the standard error, and exit code 1.
#[derive(Debug, Args)]
#[command(after_help = TOKEN_VERIFY_HELP)]
pub(crate) struct TokenVerify {
    #[command(flatten)]
    pub(crate) host: Host,
    /// The signer's public keys: a file with a JWK or a JWK set, or the https URL of one
    #[arg(long, value_name = "FILE|URL", value_hint = ValueHint::FilePath)]
    pub(crate) keys: String,
    /// Accept only tokens of this account (business, workspace) at the host
    #[arg(long, value_name = "ACCOUNT")]
    pub(crate) account: Option<String>,
    /// Accept only tokens for the widget of this name
    #[arg(long, value_name = "NAME")]
    pub(crate) widget: Option<String>,
    /// The moment to verify at, as RFC 3339; without it, now
    #[arg(long, value_name = "TIME", alias = "at")]
    pub(crate) now: Option<Time>,
    #[command(flatten)]
    pub(crate) token: TokenText,
}

/// Where a token comes from.
#[derive(Debug, Args)]
pub(crate) struct TokenText {
    /// A token, a launch URL with one, or a file with either; `-` or nothing for the standard input
    ///
    /// What is given here can be seen by other users of the machine; a file or the standard input cannot.
    #[arg(value_name = "TOKEN", value_hint = ValueHint::FilePath)]
    pub(crate) text: Option<Secret>,
}

/// Print the JSON Schema of what onepane reads and writes
#[derive(Debug, Args)]
#[command(after_help = SCHEMA_HELP)]
pub(crate) struct Schema {
    /// What to describe
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(onepane::SCHEMAS))]
    pub(crate) name: String,
}

/// Start something new
#[derive(Debug, Args)]
#[command(after_help = NEW_HELP, arg_required_else_help = true)]
pub(crate) struct New {
    #[command(subcommand)]
    pub(crate) task: NewTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewTask {
    Adapter(NewAdapter),
}

/// Start an adapter for another host
///
/// Writes a crate that works at once: an example protocol of window messages, with tables, an action, an
/// emulator, fixtures and tests that pass. Its CHECKLIST.md says what to replace. Inside onepane's workspace it
/// becomes `adapters/NAME`, elsewhere a crate of its own. Prints the files it has written.
#[derive(Debug, Args)]
#[command(after_help = NEW_ADAPTER_HELP)]
pub(crate) struct NewAdapter {
    /// The host's name, as in `--host`: lower case letters, digits and hyphens
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What people call the host; without it, the name with a capital
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// Make a crate of its own in this folder, which must be empty or new
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) into: Option<PathBuf>,
    /// Make a crate of its own that takes onepane's crates from this checkout instead of the registry
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) onepane: Option<PathBuf>,
}

/// Examine a host's adapter by the conformance suite
///
/// Tries what every adapter is expected to keep to on the recorded frames that this program carries and on
/// generated ones, and reports each property. The same cases give the same report. Exits with 1 when a property
/// fails that is not expected to.
#[derive(Debug, Args)]
#[command(after_help = CONFORM_HELP)]
pub(crate) struct Conform {
    #[command(flatten)]
    pub(crate) host: Host,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: ReportFormat,
    /// How many frames are generated for each property that takes them
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) cases: u32,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Table,
    Json,
}

/// Play a host's console to a widget, in a browser
///
/// Serves the console's page and the widget from two origins on this machine, embeds the widget as the host does,
/// and speaks the host's own protocol to it. Prints the page's address; Ctrl-C ends it. Without a widget there
/// is one built in.
#[derive(Debug, Args)]
#[command(after_help = DEV_HELP)]
pub(crate) struct Dev {
    /// The host to begin with; the page can change it
    #[arg(long, value_name = "HOST", value_parser = hosts())]
    pub(crate) host: Option<String>,
    /// The widget: the address of a page or script, often on a development server, or a folder or file
    #[arg(long, value_name = "URL|PATH", value_hint = ValueHint::Url)]
    pub(crate) widget: Option<String>,
    /// The page's port, the widget's is the next one; 0 for any. Without it, 4870 where it is free
    #[arg(long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
}

/// Print the completions for a shell
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_HELP)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// The host that is meant.
#[derive(Debug, Args)]
pub(crate) struct Host {
    /// The host
    #[arg(long = "host", value_name = "HOST", value_parser = hosts())]
    pub(crate) name: String,
}

/// What is known of one customer's host.
#[derive(Debug, Args)]
pub(crate) struct Config {
    /// Settings of the host, as TOML: account, widget_name, origins, screen, api and others
    #[arg(long = "config", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) path: Option<PathBuf>,
}

/// How the work is divided.
#[derive(Debug, Args)]
pub(crate) struct Jobs {
    /// How many jobs to divide the work among; without it, as many as there are cores
    ///
    /// The output is the same whatever the number. Each job takes a few hundred kilobytes of memory, and
    /// several times the length of the longest record.
    #[arg(long = "jobs", short = 'j', value_name = "N", value_parser = jobs)]
    pub(crate) number: Option<NonZeroUsize>,
}

/// More jobs than anybody has cores for are a mistake.
const MOST_JOBS: usize = 1024;

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse().ok().filter(|number: &NonZeroUsize| number.get() <= MOST_JOBS);
    number.ok_or_else(|| format!("expected a number from 1 to {MOST_JOBS}"))
}

/// Where records come from.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// One JSON document, an array of them, or JSON Lines; `-` or nothing for the standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
}

fn hosts() -> PossibleValuesParser {
    PossibleValuesParser::new(onepane::HOSTS)
}

/// The color choice among arguments that have not been read yet: what clap says about wrong ones is to
/// keep to it too.
pub(crate) fn color_of(args: impl Iterator<Item = OsString>) -> ColorChoice {
    let mut choice = ColorChoice::Auto;
    let mut args = args.take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        let value = match arg.to_str().and_then(|arg| arg.strip_prefix("--color")) {
            Some("") => args.next(),
            Some(value) => value.strip_prefix('=').map(OsString::from),
            None => None,
        };
        if let Some(value) = value.as_ref().and_then(|value| value.to_str()) {
            choice = ColorChoice::from_str(value, true).unwrap_or(choice);
        }
    }
    choice
}

const MAIN_HELP: &str = "\
Input is one JSON document, a JSON array of documents, or JSON Lines. Data goes to the standard \
output, everything else to the standard error. A bad record is told with its line and does not stop \
the rest.

Exit codes: 0 all well, 1 something failed or was refused, 2 wrong usage.

Examples:
  $ echo '{\"event\":\"appContext\",\"data\":{\"conversation\":{\"id\":42}}}' |
      onepane decode --host chatwoot
  $ echo '{\"type\":\"message.send\",\"data\":{\"text\":\"Hello\"}}' |
      onepane encode --host botmaker
  $ onepane capabilities --host botmaker";

const DECODE_HELP: &str = "\
Examples:
  $ echo '{\"messageType\":\"BM_WIDGET_EVENT\",\"event\":\"chat:selected\",
           \"screen\":\"CHATS\",\"payload\":{\"customerId\":\"cust-81\"}}' |
      onepane decode --host botmaker
  $ echo '{\"dir\":\"in\",\"via\":\"message\",\"at\":1770000000000,\"data\":
           \"{\\\"event\\\":\\\"appContext\\\",\\\"data\\\":{}}\"}' |
      onepane decode --host chatwoot -";

const ENCODE_HELP: &str = "\
Examples:
  $ echo '{\"type\":\"message.send\",\"data\":{\"text\":\"Hello\"}}' |
      onepane encode --host botmaker
  $ echo '[{\"type\":\"ticket.open\",\"id\":\"r1\",\"data\":{\"code\":\"TK-1\"}},
           {\"type\":\"compose.set_text\",\"data\":{\"text\":\"Hello\"}}]' |
      onepane encode --host botmaker
  $ echo '{\"event\":\"appContext\",
           \"data\":{\"conversation\":{\"id\":42,\"account_id\":3}}}' > context.json
    echo 'api = { enabled = true }' > chatwoot.toml
    echo '{\"type\":\"conversation.set_status\",\"data\":{\"status\":\"resolved\"}}' |
      onepane encode --host chatwoot --context context.json --config chatwoot.toml";

const EMULATE_HELP: &str = "\
Examples:
  $ echo '{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"onepane://botmaker/-\",
           \"type\":\"dev.onepane.company.selected\",\"host\":\"botmaker\",
           \"data\":{\"company\":{\"id\":\"comp-9\"}}}' | onepane emulate --host botmaker
  $ echo '{\"messageType\":\"BM_WIDGET_EVENT\",\"event\":\"chat:selected\",
           \"screen\":\"CHATS\",\"payload\":{\"customerId\":\"cust-81\"}}' |
      onepane decode --host botmaker --quiet | onepane emulate --host botmaker";

const BRIDGE_HELP: &str = "\
Examples:
  $ echo '{\"messageType\":\"BM_WIDGET_EVENT\",\"event\":\"chat:selected\",
           \"screen\":\"CHATS\",\"payload\":{\"customerId\":\"cust-81\"}}' |
      onepane bridge --from botmaker --to chatwoot";

const REPLAY_HELP: &str = "\
Examples:
  $ echo '{\"dir\":\"in\",\"via\":\"message\",\"at\":1770000000000,\"data\":
           \"{\\\"event\\\":\\\"appContext\\\",\\\"data\\\":{\\\"conversation\\\":{\\\"id\\\":42}}}\"}' > trace.jsonl
    onepane replay --host chatwoot trace.jsonl
  $ echo '{\"dir\":\"out\",\"via\":\"message\",\"at\":1770000000000,
           \"data\":{\"messageType\":\"BM_WIDGET_ACTION\",\"widgetName\":\"widget\",\"action\":\"fillInput\",
           \"screen\":\"CHATS\",\"requestId\":\"r1\",\"payload\":{\"text\":\"Hello\"}}}' |
      onepane replay --host botmaker";

const CAPABILITIES_HELP: &str = "\
Examples:
  $ onepane capabilities
  $ onepane capabilities --host botmaker --format markdown
  $ onepane capabilities --host chatwoot --format json";

const DEFINITION_HELP: &str = "\
Examples:
  $ echo '{\"title\":\"Orders\",\"content\":[{\"type\":\"frame\",
           \"url\":\"https://widgets.example.com/order-desk\"}]}' > app.json
    onepane definition check --host chatwoot app.json";

const DEFINITION_BUILD_HELP: &str = "\
Examples:
  $ echo 'name = \"order-desk\"
    title = \"Order desk\"
    version = \"1.2.0\"
    url = \"https://widgets.example.com/order-desk\"
    [hosts.botmaker]
    screens = [\"CHATS\", \"TICKETS\"]' > widget.toml
    onepane definition build --host chatwoot widget.toml
    onepane definition build --host botmaker widget.toml";

const DEFINITION_CHECK_HELP: &str = "\
Examples:
  $ echo '{\"name\":\"order-desk\",\"url\":\"https://widgets.example.com/order-desk\",
           \"allowed_domains\":[\"*.example.com\"],\"screens\":[\"CHATS\"]}' |
      onepane definition check --host botmaker";

const TOKEN_HELP: &str = "\
Examples:
  $ onepane token inspect launch-url.txt
  $ onepane token verify --host botmaker --keys keys.json --now 2026-02-02T03:00:00Z token.txt";

const TOKEN_INSPECT_HELP: &str = "\
Examples:
  $ onepane token inspect launch-url.txt
  $ echo 'https://widget.example/?bmtoken=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.AAAA' |
      onepane token inspect";

const TOKEN_VERIFY_HELP: &str = "\
Examples:
  $ onepane token verify --host botmaker --keys keys.json \\
      --now 2026-02-02T03:00:00Z token.txt
  $ onepane token verify --host botmaker --keys keys.json --account acme \\
      --widget order-panel --now 2026-02-02T03:00:00Z < launch-url.txt";

const SCHEMA_HELP: &str = "\
Examples:
  $ onepane schema event";

const NEW_HELP: &str = "\
Examples:
  $ onepane new adapter acme --title \"Acme Desk\"";

const NEW_ADAPTER_HELP: &str = "\
Examples:
  $ onepane new adapter acme --title \"Acme Desk\"
  $ onepane new adapter acme-desk --into acme-adapter";

const CONFORM_HELP: &str = "\
Examples:
  $ onepane conform --host botmaker --cases 50
  $ onepane conform --host web1on1 --cases 50 --format json > report.json";

const DEV_HELP: &str = "\
Examples:
  $ onepane dev
  $ onepane dev --host workspaces --widget http://localhost:5173/
  $ onepane dev --widget dist/ --port 0";

const COMPLETIONS_HELP: &str = "\
Examples:
  $ onepane completions bash > onepane.bash && . ./onepane.bash";
