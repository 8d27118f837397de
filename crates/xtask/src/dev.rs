//! The console with the order desk in it: builds what browsers load, then runs `onepane dev`.

use anyhow::{Context, Result};
use clap::Args;

use crate::{node, wasm};

/// Starts the console with the order desk in it, after building all that it needs.
#[derive(Debug, Args)]
pub(crate) struct Dev {
    /// What `onepane dev` takes, such as `--host kustomer`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<String>,
}

pub(crate) fn run(args: &Dev) -> Result<()> {
    node::find()?;
    wasm::widgets()?;
    let widget = crate::root().join("target/widgets/order-desk");
    let widget = widget.canonicalize().with_context(|| format!("no {}", widget.display()))?;
    crate::run(
        crate::cargo()
            .args(["run", "--quiet", "--package", "onepane-cli", "--", "dev", "--widget"])
            .arg(widget)
            .args(&args.arguments),
    )
}
