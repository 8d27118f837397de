//! A server on the loopback address, started by a test, that answers as the test says.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Status 200 with this body.
    Body(String),
    /// This status, with these further header lines and a body.
    Status(u16, &'static str, String),
    /// These bytes, as they are.
    Raw(Vec<u8>),
    /// A status line and headers that promise a body, then a byte every so often, without end.
    Drip(Duration),
    /// Nothing for a while, then the body.
    Late(Duration, String),
    /// A body that never ends.
    Endless,
    /// The connection is closed.
    HangUp,
}

pub(crate) struct Server {
    pub(crate) url: String,
    answer: Arc<Mutex<Answer>>,
    requests: Arc<AtomicUsize>,
    last: Arc<Mutex<String>>,
}

impl Server {
    pub(crate) fn start(answer: Answer) -> Self {
        Self::run(answer, "http", |stream| Some(Box::new(stream) as Box<dyn Connection>))
    }

    /// A server over TLS, with a certificate for 127.0.0.1 that signs itself; and the certificate.
    pub(crate) fn start_tls(answer: Answer) -> (Self, String) {
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let pem = made.cert.pem();
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
        let key = PrivateKeyDer::from_pem_slice(made.signing_key.serialize_pem().as_bytes()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let config = Arc::new(config);
        let server = Self::run(answer, "https", move |stream| {
            let connection = ServerConnection::new(Arc::clone(&config)).ok()?;
            Some(Box::new(StreamOwned::new(connection, stream)) as Box<dyn Connection>)
        });
        (server, pem)
    }

    fn run(
        answer: Answer,
        scheme: &str,
        secure: impl Fn(TcpStream) -> Option<Box<dyn Connection>> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            url: format!("{scheme}://{}/keys.json", listener.local_addr().unwrap()),
            answer: Arc::new(Mutex::new(answer)),
            requests: Arc::default(),
            last: Arc::default(),
        };
        let (answer, requests, last) =
            (Arc::clone(&server.answer), Arc::clone(&server.requests), Arc::clone(&server.last));
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let Some(mut connection) = secure(stream) else { continue };
                let Some(head) = read_head(&mut connection) else { continue };
                requests.fetch_add(1, Ordering::SeqCst);
                *last.lock().unwrap() = head;
                let answer = answer.lock().unwrap().clone();
                // A client that has had enough closes the connection.
                std::thread::spawn(move || respond(&mut connection, answer));
            }
        });
        server
    }

    pub(crate) fn answers(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// Request line and headers of the last request.
    pub(crate) fn last_request(&self) -> String {
        self.last.lock().unwrap().clone()
    }
}

trait Connection: Read + Write + Send {}
impl<T: Read + Write + Send> Connection for T {}

fn read_head(connection: &mut Box<dyn Connection>) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if connection.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

fn respond(connection: &mut Box<dyn Connection>, answer: Answer) -> std::io::Result<()> {
    match answer {
        Answer::Body(body) => respond(connection, Answer::Status(200, "", body)),
        Answer::Status(status, headers, body) => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} Said\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n"
            );
            connection.write_all(head.as_bytes())?;
            connection.write_all(body.as_bytes())?;
            connection.flush()
        }
        Answer::Raw(bytes) => {
            connection.write_all(&bytes)?;
            connection.flush()
        }
        Answer::Late(pause, body) => {
            std::thread::sleep(pause);
            respond(connection, Answer::Body(body))
        }
        Answer::Drip(pause) => {
            connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")?;
            loop {
                connection.write_all(b" ")?;
                connection.flush()?;
                std::thread::sleep(pause);
            }
        }
        Answer::Endless => {
            connection.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
            loop {
                connection.write_all(&[b' '; 4096])?;
            }
        }
        Answer::HangUp => Ok(()),
    }
}
