//! The recipes of docs/scale.md, followed: the same bytes as from one process.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use super::{Deep, Outcome, cargo, pass};
use crate::peers::generate;

/// Bytes of contexts in each of the archive's files: more than one partition.
const BYTES: u64 = 5_000_000;
const EVENTS: &str = "target/deep/events";

/// PySpark in local mode, from PyPI, over a folder of recordings.
pub(super) fn spark(_: &Deep) -> Result<Outcome> {
    if !answers("java", "-version") {
        return Ok(missing("java", "apt-get install openjdk-17-jre-headless"));
    }
    if !answers("python3", "--version") {
        return Ok(missing("python3", "apt-get install python3-venv"));
    }
    let root = crate::root();
    let python = root.join("target/deep/spark/bin/python");
    if !python.exists() && !set_up(&root)? {
        return Ok(Outcome::Skipped(
            "pyspark cannot be installed: run this where PyPI is in reach".to_owned(),
        ));
    }
    let (onepane, archive) = (onepane(&root)?, archive(&root)?);
    let alone: Vec<u8> =
        archive.files.iter().map(|file| decode(&onepane, file)).collect::<Result<Vec<_>>>()?.concat();
    let events = root.join(EVENTS);
    if events.exists() {
        fs::remove_dir_all(&events)?;
    }
    let mut command = Command::new(&python);
    command.arg(root.join("docs/scale/decode.py")).arg(&onepane).arg("chatwoot");
    command.arg(&archive.folder).arg(&events);
    // Neither a worker elsewhere nor a name server is needed.
    command.env("SPARK_LOCAL_IP", "127.0.0.1").env("PYSPARK_PYTHON", &python);
    let settings = ["spark.ui.enabled=false", "spark.hadoop.fs.local.block.size=1048576"];
    let settings = settings.map(|setting| format!("--conf {setting}")).join(" ");
    command.env("PYSPARK_SUBMIT_ARGS", format!("--master local[2] {settings} pyspark-shell"));
    pass(&mut command)?;
    let mut parts: Vec<PathBuf> = fs::read_dir(&events)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")))
        .collect();
    parts.sort();
    ensure!(parts.len() > archive.files.len(), "expected several partitions of each file, found {parts:?}");
    let divided = parts.iter().map(fs::read).collect::<std::io::Result<Vec<_>>>()?.concat();
    ensure!(divided == alone, "the partitions' events are not those of one process");
    eprintln!("{} partitions, {} bytes, the same as from one process", parts.len(), divided.len());
    Ok(Outcome::Passed)
}

/// A broker of the machine's own: every event arrives as it was sent, said to be a CloudEvent.
pub(super) fn broker(_: &Deep) -> Result<Outcome> {
    if !answers("mosquitto", "-h") || !answers("mosquitto_sub", "--help") {
        return Ok(missing("mosquitto", "apt-get install mosquitto mosquitto-clients"));
    }
    let root = crate::root();
    let (onepane, archive) = (onepane(&root)?, archive(&root)?);
    let file = archive.files.first().context("a file")?;
    let events = decode(&onepane, file)?;
    let count = events.split(|byte| *byte == b'\n').count() - 1;
    let broker = Broker::start(&root.join("target/deep"))?;
    // A session that outlives the connection: what is published before somebody listens is kept.
    let subscribe = |more: &[&str]| {
        let mut command = Command::new("mosquitto_sub");
        command.args(["-h", "127.0.0.1", "-p", &broker.port, "-V", "5", "-t", "onepane/#", "-q", "1"]);
        command.args(["-c", "-x", "600", "-i", "archive"]).args(more);
        command
    };
    pass(&mut subscribe(&["-E"]))?;
    let mut publish = Command::new("mosquitto_pub");
    publish.args([
        "-h",
        "127.0.0.1",
        "-p",
        &broker.port,
        "-V",
        "5",
        "-t",
        "onepane/chatwoot",
        "-q",
        "1",
        "-l",
    ]);
    publish.args(["-D", "publish", "content-type", "application/cloudevents+json"]);
    let mut decode = Command::new(&onepane);
    decode.args(["decode", "--host", "chatwoot", "--quiet"]).arg(file).stdout(Stdio::piped());
    let mut decode = decode.spawn()?;
    publish.stdin(decode.stdout.take().context("a pipe")?);
    pass(&mut publish)?;
    ensure!(decode.wait()?.success(), "the decoding failed");
    let told = subscribe(&["-C", &count.to_string(), "-F", "%C %p"]).output()?;
    let expected: Vec<u8> = events
        .split_inclusive(|byte| *byte == b'\n')
        .flat_map(|event| [b"application/cloudevents+json ", event].concat())
        .collect();
    ensure!(told.stdout == expected, "what was heard is not what was sent");
    eprintln!("{count} events through the broker, as they were");
    Ok(Outcome::Passed)
}

/// Made-up recordings.
struct Archive {
    folder: PathBuf,
    files: Vec<PathBuf>,
}

fn archive(root: &Path) -> Result<Archive> {
    let folder = root.join("target/deep/archive");
    fs::create_dir_all(&folder)?;
    let mut files = Vec::new();
    for name in ["2026-02-10.jsonl", "2026-02-11.jsonl"] {
        let path = folder.join(name);
        let mut out = BufWriter::new(File::create(&path)?);
        generate::write(BYTES, &mut out)?;
        // What a recording has in it beside: somebody else's message, and the widget's own.
        writeln!(out, "{{\"source\":\"react-devtools-bridge\"}}")?;
        writeln!(
            out,
            "{{\"dir\":\"out\",\"via\":\"message\",\"data\":\"chatwoot-dashboard-app:fetch-info\"}}"
        )?;
        out.flush()?;
        files.push(path);
    }
    Ok(Archive { folder, files })
}

fn onepane(root: &Path) -> Result<PathBuf> {
    pass(cargo("build").args(["--release", "--package", "onepane-cli"]))?;
    Ok(root.join("target/release/onepane").canonicalize()?)
}

fn decode(onepane: &Path, file: &Path) -> Result<Vec<u8>> {
    let output =
        Command::new(onepane).args(["decode", "--host", "chatwoot", "--quiet"]).arg(file).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

/// Makes a virtual environment with what the recipe needs; false when that is out of reach.
fn set_up(root: &Path) -> Result<bool> {
    let folder = root.join("target/deep/spark");
    pass(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let requirements = root.join("docs/scale/requirements.txt");
    let mut pip = Command::new(folder.join("bin/pip"));
    Ok(pip.args(["install", "--quiet", "-r"]).arg(requirements).status()?.success())
}

struct Broker {
    process: Child,
    port: String,
}

impl Broker {
    fn start(folder: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port().to_string();
        let config = folder.join("mosquitto.conf");
        let settings = format!(
            "listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nlog_dest stderr\n"
        );
        fs::write(&config, settings)?;
        let process =
            Command::new("mosquitto").arg("-v").arg("-c").arg(&config).stderr(Stdio::piped()).spawn()?;
        let mut broker = Self { process, port };
        let mut log = BufReader::new(broker.process.stderr.take().context("a pipe")?);
        let mut line = String::new();
        while !line.contains(" running") {
            line.clear();
            ensure!(log.read_line(&mut line)? > 0, "mosquitto does not start");
        }
        // Somebody has to read on, or the broker waits for it.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Ok(broker)
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether a program is there.
fn answers(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn missing(program: &str, installs: &str) -> Outcome {
    Outcome::Skipped(format!("{program} is not installed; `{installs}` installs it"))
}
