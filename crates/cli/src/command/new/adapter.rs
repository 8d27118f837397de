//! `onepane new adapter`: a crate for another host, which works at once.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use super::template::{FILES, OWN_MANIFEST, WORKSPACE_MANIFEST};
use crate::args::{Look, NewAdapter};

use crate::failure::Failure;
use crate::output;
use crate::report::Report;

/// No host is called longer.
const LONGEST_NAME: usize = 32;

pub(super) fn run(args: &NewAdapter, look: &Look) -> Result<ExitCode, Failure> {
    let names = Names::new(&args.name, args.title.as_deref())?;
    let here = env::current_dir().map_err(|source| Failure::Read { name: ".".to_owned(), source })?;
    let place = Place::find(args, &names, &here)?;
    for (path, text) in place.files(&names) {
        let path = place.folder.join(path);
        write(&path, &text)?;
        let shown = path.strip_prefix(&here).unwrap_or(&path);
        output::write(&format!("{}\n", shown.display()))?;
    }
    let mut report = Report::new(look, ["", ""]);
    for line in place.next_steps(&names, &here) {
        report.note(&line);
    }
    Ok(ExitCode::SUCCESS)
}

/// What the new host is called, in every place where it has a name.
struct Names {
    /// As in `--host`: `my-desk`.
    host: String,
    /// For people: `My desk`.
    title: String,
    /// In Rust types: `MyDesk`.
    camel: String,
}

impl Names {
    fn new(host: &str, title: Option<&str>) -> Result<Self, Failure> {
        let words: Vec<&str> = host.split('-').collect();
        let plain = |word: &&str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let begins = host.starts_with(|first: char| first.is_ascii_lowercase());
        if !begins || host.len() > LONGEST_NAME || !words.iter().all(plain) {
            return Err(Failure::usage(format!(
                "expected a host's name of lower case letters, digits and single hyphens, up to {LONGEST_NAME}, found \
                 `{}`",
                crate::hide::argument(host)
            ))
            .with_hint("such as `acme` or `acme-desk`"));
        }
        if onepane::HOSTS.contains(&host) {
            return Err(Failure::usage(format!("there is an adapter for {host} already"))
                .with_hint(format!("see `onepane capabilities --host {host}`")));
        }
        let capital = |word: &&str| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        };
        let camel: String = words.iter().map(capital).collect();
        let title = title.map_or_else(|| capital(&host.replace('-', " ").as_str()), str::to_owned);
        // It comes to stand in texts and comments, where these would end them.
        if title.trim().is_empty() || title.contains(['"', '\\', '\n', '\r', '{', '}', '`']) {
            return Err(Failure::usage("expected a title of one line, without quotes and braces")
                .with_hint("such as --title \"Acme Desk\""));
        }
        Ok(Self { host: host.to_owned(), title, camel })
    }

    fn package(&self) -> String {
        format!("onepane-adapter-{}", self.host)
    }

    /// A file of the template with these names in it.
    fn put_into(&self, text: &str) -> String {
        let package = self.package();
        text.replace("__host__", &self.host)
            .replace("__Host__", &self.camel)
            .replace("__Title__", &self.title)
            .replace("__ident__", &package.replace('-', "_"))
            .replace("__crate__", &package)
    }
}

/// Where the crate goes, and how it finds onepane's.
struct Place {
    folder: PathBuf,
    home: Home,
}

enum Home {
    /// A member of onepane's own workspace.
    Workspace,
    /// A crate of its own, with onepane's crates from a checkout or, without one, from the registry.
    Own(Option<PathBuf>),
}

impl Place {
    fn find(args: &NewAdapter, names: &Names, here: &Path) -> Result<Self, Failure> {
        let workspace = here.ancestors().find(|folder| is_workspace(folder)).map(Path::to_path_buf);
        let onepane = args.onepane.as_ref().map(|folder| here.join(folder));
        if let Some(folder) = onepane.as_ref().filter(|folder| !is_workspace(folder)) {
            return Err(Failure::usage(format!("{} is no checkout of onepane", folder.display())));
        }
        let place = match (workspace, &args.into, onepane) {
            (Some(root), None, None) => {
                Self { folder: root.join("adapters").join(&names.host), home: Home::Workspace }
            }
            (_, into, onepane) => {
                let folder = into.clone().unwrap_or_else(|| names.package().into());
                Self { folder: here.join(folder), home: Home::Own(onepane) }
            }
        };
        let taken = match fs::read_dir(&place.folder) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        };
        if taken {
            let message = format!("{} is there already", place.folder.display());
            return Err(Failure::usage(message).with_hint("choose another folder with --into"));
        }
        Ok(place)
    }

    /// The files of the crate and their texts.
    fn files<'n>(&'n self, names: &'n Names) -> impl Iterator<Item = (&'static str, String)> {
        let manifest = match &self.home {
            Home::Workspace => WORKSPACE_MANIFEST.to_owned(),
            Home::Own(onepane) => {
                ["core", "map", "model", "testkit"].iter().fold(OWN_MANIFEST.to_owned(), |manifest, name| {
                    let from = match onepane {
                        Some(folder) => {
                            let folder = folder.join("crates").join(name);
                            // A TOML text in single quotes holds any path but one with a quote in it.
                            format!("path = '{}'", folder.display())
                        }
                        None => format!("version = \"{}\"", env!("CARGO_PKG_VERSION")),
                    };
                    manifest.replace(&format!("__from__({name})"), &from)
                })
            }
        };
        let last = match self.home {
            Home::Workspace => {
                "- [ ] The facade: a line in `crates/onepane/src/hosts.rs`, a file beside it, and its `Cargo.toml`, so that every command knows the host.\n\
                 - [ ] A section `## Capabilities` in `README.md` with the two marks of the other adapters' READMEs:\n      \
                 `cargo xtask codegen` writes the table between them."
            }
            Home::Own(_) => {
                "- [ ] Whoever uses the crate names it beside onepane's own: `Session` takes any `Box<dyn Adapter>`."
            }
        };
        FILES
            .iter()
            .map(|(path, text)| (*path, names.put_into(text).replace("__CHECKLIST_END__", last)))
            .chain([("Cargo.toml", names.put_into(&manifest))])
    }

    fn next_steps(&self, names: &Names, here: &Path) -> Vec<String> {
        let folder = self.folder.strip_prefix(here).unwrap_or(&self.folder).display().to_string();
        let test = match &self.home {
            Home::Workspace => format!("cargo test -p {}", names.package()),
            Home::Own(_) => format!("cd {folder} && cargo test"),
        };
        vec![
            format!("its tests pass as it is: {test}"),
            format!("what to replace, piece by piece: {folder}/CHECKLIST.md"),
        ]
    }
}

/// Whether a folder is the root of onepane's workspace.
fn is_workspace(folder: &Path) -> bool {
    folder.join("adapters").is_dir()
        && folder.join("crates/map/Cargo.toml").is_file()
        && fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| text.contains("\"adapters/*\""))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    made.map_err(|error| Failure::refused(format!("cannot write {}: {error}", path.display())))
}
