//! Our side: takes turns; with a folder, writes the cases into it for the other side first.

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result};
use onepane_bench::{ours, turns};

fn main() -> Result<()> {
    let mut ours = ours::ours()?;
    if let Some(folder) = env::args_os().nth(1).map(PathBuf::from) {
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).with_context(|| path.display().to_string())
        };
        let mut names = String::new();
        for (case, event) in ours.events() {
            write(&format!("{}.line", case.name), &case.line)?;
            write(&format!("{}.document", case.name), &case.document)?;
            write(&format!("{}.event", case.name), event)?;
            names.push_str(&format!("{} {}\n", case.name, case.document.len()));
        }
        let tokens = ours.tokens()?;
        write("token.jwt", tokens.token())?;
        write("token.jwk", tokens.jwk())?;
        write("cases", &names)?;
    }
    turns::take_turns(&mut ours).context("the run was cut off")
}
