//! `onepane dev`: what it says, and what it serves.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::support::run;

/// A console that runs until the test is over.
struct Running {
    child: Child,
    url: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn start(arguments: &[&str]) -> Running {
    let binary = assert_cmd::cargo::cargo_bin!("onepane");
    let mut child = Command::new(binary)
        .args(["dev", "--port", "0"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
    Running { child, url: url.trim().to_owned() }
}

/// The answer to a request, head and all, with these headers and this body.
fn ask(url: &str, method: &str, path: &str, headers: &[&str], body: &str) -> String {
    let address = url.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(address.replace("localhost", "127.0.0.1")).unwrap();
    let host = if headers.iter().any(|header| header.starts_with("host:")) {
        String::new()
    } else {
        format!("host: {address}\r\n")
    };
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\n{host}{headers}connection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn get(url: &str, path: &str) -> String {
    ask(url, "GET", path, &[], "")
}

/// What the page is told at its start.
fn about(running: &Running) -> serde_json::Value {
    let answer = get(&running.url, "/api/about");
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[test]
fn the_page_takes_nothing_from_elsewhere() {
    let running = start(&[]);
    let page = get(&running.url, "/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let origin = about(&running)["widgetOrigin"].as_str().unwrap().to_owned();
    assert!(page.contains("default-src 'none'; script-src 'self';"), "{page}");
    assert!(page.contains(&format!("frame-src {origin};")), "{page}");
    let (_, body) = page.split_once("\r\n\r\n").unwrap();
    assert!(!body.contains("http://") && !body.contains("https://"), "{body}");
}

#[test]
fn strangers_are_turned_away() {
    let running = start(&[]);
    // A name that somebody else's name server points at this machine.
    let answer = ask(&running.url, "GET", "/api/about", &["host: evil.example.test"], "");
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
    let json = ["origin: https://evil.example.test", "content-type: application/json"];
    let answer = ask(&running.url, "POST", "/api/panes", &json, r#"{"host":"chatwoot"}"#);
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    let own = format!("origin: {}", running.url.trim_end_matches('/'));
    let answer = ask(&running.url, "POST", "/api/panes", &[&own, json[1]], r#"{"host":"chatwoot"}"#);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn a_widget_comes_from_a_folder_or_a_server() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html><title>Mine</title>").unwrap();
    let from_folder = start(&["--widget", folder.path().to_str().unwrap()]);
    let origin = about(&from_folder)["widgetOrigin"].as_str().unwrap().to_owned();
    let page = get(&origin, "/");
    assert!(page.contains("<script src=\"/.onepane/host.js\"></script><title>Mine"), "{page}");

    let from_server = start(&["--widget", &format!("{origin}/?store=7")]);
    let told = about(&from_server);
    assert_eq!(told["widgetPath"], "/?store=7");
    let page = get(told["widgetOrigin"].as_str().unwrap(), "/?store=7");
    assert!(page.contains("<title>Mine"), "{page}");
    let none = get(told["widgetOrigin"].as_str().unwrap(), "/none");
    assert!(none.starts_with("HTTP/1.1 404"), "{none}");
}

#[test]
fn a_server_that_is_away_is_told_of_on_the_widget_s_page() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let running = start(&["--widget", &format!("http://127.0.0.1:{port}/")]);
    let page = get(about(&running)["widgetOrigin"].as_str().unwrap(), "/");
    assert!(page.starts_with("HTTP/1.1 502"), "{page}");
    assert!(page.contains(&format!("http://127.0.0.1:{port} cannot be reached: ")), "{page}");
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let done = run(&format!("dev --port {port}"), "");
    assert_eq!(
        done.err,
        format!("error: port {port} is taken\nhint: choose another with --port, or --port 0 for any\n")
    );
    assert_eq!(done.code, Some(1));
    let done = run("dev --widget localhost:5173", "");
    assert_eq!(
        done.err,
        "error: the widget: expected an http(s) URL, a folder or a file, found `localhost:5173`\n\
         hint: an address begins with http:// or https://\n"
    );
    assert_eq!(done.code, Some(2));
    let done = run("dev --host nobody", "");
    assert!(done.err.contains("invalid value 'nobody' for '--host <HOST>'"), "{}", done.err);
    assert_eq!(done.code, Some(2));
}
