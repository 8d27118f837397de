//! What browsers load: WebAssembly modules with their bindings.
//!
//! Where the target `wasm32-unknown-unknown` is installed, it is used, and nothing else is tried. Where it cannot be had,
//! Debian's compiler builds its standard library from source, once; see [`sysroot`].

mod sysroot;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::node;

/// A module: one build of one crate with its own features.
struct Module {
    /// The name of its files.
    name: String,
    package: &'static str,
    features: String,
    /// The folder of its files, from the workspace's.
    out: String,
    /// Whether its generated bindings are used. What they would do for a page's session, the page's driver does.
    bindings: bool,
}

/// The package's folder, and what is built in it.
const PACKAGE: &str = "crates/web/npm";
const DIST: &str = "crates/web/npm/dist";

fn modules() -> Vec<Module> {
    let core = onepane::HOSTS.iter().map(|host| Module {
        name: format!("core-{host}"),
        package: "onepane-web",
        features: format!("core,{host}"),
        out: DIST.to_owned(),
        bindings: false,
    });
    let emulators = Module {
        name: "emulators".to_owned(),
        package: "onepane-web",
        features: "emulators,hosts".to_owned(),
        out: DIST.to_owned(),
        bindings: true,
    };
    // A policy is a few words: none of the hosts' adapters is in it.
    let verifier = Module {
        name: "verifier".to_owned(),
        package: "onepane-web",
        features: "token,hosts".to_owned(),
        out: DIST.to_owned(),
        bindings: true,
    };
    // Widgets written in Rust: one bundle runs everywhere, and of its modules a page loads its host's.
    let widgets = ["order-desk", "service-board"].into_iter().flat_map(|package| {
        onepane::HOSTS.iter().map(move |host| Module {
            name: format!("{package}-{host}"),
            package,
            features: format!("browser,onepane-web/{host}"),
            out: format!("target/widgets/{package}"),
            bindings: true,
        })
    });
    core.chain([emulators, verifier]).chain(widgets).collect()
}

/// Whether modules can be built here; if not, says what to do.
pub(crate) fn find() -> Result<()> {
    sysroot::find().map(drop)
}

/// Builds the modules whose names contain `wanted`. When it is empty: all of them, the package around them and the pages
/// of the example widgets, and holds their sizes against their budgets.
pub(crate) fn run(wanted: &str) -> Result<()> {
    build_those(|module| module.name.contains(wanted))?;
    if wanted.is_empty() {
        scripts(&["build", "widgets", "sizes"])?;
    }
    Ok(())
}

/// Builds the pages of the example widgets, and of all else only what they need.
pub(crate) fn widgets() -> Result<()> {
    build_those(|module| module.name == "emulators" || module.package != "onepane-web")?;
    scripts(&["widgets"])
}

/// Runs scripts of the package.
pub(crate) fn scripts(names: &[&str]) -> Result<()> {
    let package = crate::root().join(PACKAGE);
    node::install(&package)?;
    names.iter().try_for_each(|name| node::script(&package, name))
}

fn build_those(wanted: impl Fn(&Module) -> bool) -> Result<()> {
    let sysroot = sysroot::find()?;
    let bindgen = bindgen()?;
    for module in modules().iter().filter(|module| wanted(module)) {
        eprintln!("== {}", module.name);
        let built = build(module, &sysroot)?;
        let out = crate::root().join(&module.out);
        fs::create_dir_all(&out)?;
        if module.bindings {
            crate::run(Command::new(&bindgen).arg(&built).arg(&out).arg(&module.name))?;
            continue;
        }
        let bound = crate::root().join("target/wasm/bound");
        crate::run(Command::new(&bindgen).arg(&built).arg(&bound).arg(&module.name))?;
        let (from, to) = (format!("{}_bg.wasm", module.name), format!("{}.wasm", module.name));
        fs::copy(bound.join(from), out.join(to))?;
    }
    Ok(())
}

fn build(module: &Module, sysroot: &sysroot::Sysroot) -> Result<PathBuf> {
    let target = crate::root().join("target/wasm/build");
    let mut command = crate::cargo();
    command
        .args(["build", "--lib", "--profile", "wasm", "--target", TARGET, "--no-default-features"])
        .args(["--package", module.package, "--features", &module.features])
        .arg("--target-dir")
        .arg(&target);
    sysroot.apply(&mut command);
    crate::run(&mut command)?;
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    Ok(target.join(TARGET).join("wasm").join(file))
}

const TARGET: &str = "wasm32-unknown-unknown";

/// The program that makes a module loadable.
fn bindgen() -> Result<PathBuf> {
    crate::run(crate::cargo().args(["build", "--package", "bindgen"]))?;
    let folder = std::env::current_exe().context("where this program is")?;
    let folder = folder.parent().context("a folder around this program")?;
    let program = folder.join(format!("bindgen{}", std::env::consts::EXE_SUFFIX));
    ensure!(program.is_file(), "expected {}, found nothing", program.display());
    Ok(program)
}

/// Whether two files hold the same text.
fn holds(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found == text)
}
