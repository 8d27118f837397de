//! What the page can ask the server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use onepane::Settings;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::catalogue;
use crate::changes::Changes;
use crate::pane::{Heard, Meaning, Pane, Told, Wrong};
use crate::signer::{Signature, Signer};

/// So many widgets are remembered; the page has two or three at a time, and makes new ones when it is reloaded.
const PANES: usize = 256;

/// What the server knows.
pub(crate) struct House {
    /// What the page has to know at its start.
    pub(crate) about: Value,
    pub(crate) signer: Signer,
    pub(crate) changes: Changes,
    pub(crate) panes: Mutex<Panes>,
}

/// The widgets in the page, by number.
#[derive(Debug, Default)]
pub(crate) struct Panes {
    made: u64,
    panes: BTreeMap<u64, Pane>,
}

type Shared = Arc<House>;

pub(crate) fn router(house: Shared) -> Router {
    Router::new()
        .route("/api/about", get(about))
        .route("/api/hosts", get(hosts))
        .route("/api/changes", get(changes))
        .route("/api/tokens", post(token))
        .route("/api/panes", post(open))
        .route("/api/panes/{pane}/emulate", post(emulate))
        .route("/api/panes/{pane}/receive", post(receive))
        .route("/api/panes/{pane}/answer", post(answer))
        .route("/api/panes/{pane}/decode", post(decode))
        .route("/api/panes/{pane}/redact", post(redact))
        .route("/keys/identity.json", get(key))
        .route("/keys/jwks.json", get(keys))
        .with_state(house)
}

impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"error": self.to_string()}))).into_response()
    }
}

impl House {
    fn pane<T>(&self, pane: u64, work: impl FnOnce(&mut Pane) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let mut panes = self.panes.lock().unwrap_or_else(PoisonError::into_inner);
        match panes.panes.get_mut(&pane) {
            Some(pane) => work(pane),
            None => Err(Wrong::new("the console was started anew: reload the page")),
        }
    }
}

async fn about(State(house): State<Shared>) -> Json<Value> {
    Json(house.about.clone())
}

async fn hosts() -> Result<impl IntoResponse, Wrong> {
    catalogue::hosts().map(Json)
}

async fn changes(State(house): State<Shared>) -> impl IntoResponse {
    house.changes.stream()
}

/// Claims to be signed.
#[derive(Debug, Deserialize)]
struct Claims {
    claims: Value,
    signature: Signature,
}

async fn token(State(house): State<Shared>, Json(asked): Json<Claims>) -> Result<impl IntoResponse, Wrong> {
    let token = house.signer.sign(&asked.claims, asked.signature).map_err(Wrong::new)?;
    Ok(Json(json!({"token": token})))
}

/// The key, for the widget's page too: it is public.
async fn key(State(house): State<Shared>) -> impl IntoResponse {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(house.signer.jwk()))
}

async fn keys(State(house): State<Shared>) -> impl IntoResponse {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(json!({"keys": [house.signer.jwk()]})))
}

/// A widget to be.
#[derive(Debug, Deserialize)]
struct Opening {
    host: String,
    #[serde(default)]
    settings: Settings,
}

/// The number of a widget that was made.
#[derive(Debug, Serialize)]
struct Opened {
    pane: u64,
}

async fn open(State(house): State<Shared>, Json(asked): Json<Opening>) -> Result<Json<Opened>, Wrong> {
    let pane = Pane::new(&asked.host, &asked.settings)?;
    let mut panes = house.panes.lock().unwrap_or_else(PoisonError::into_inner);
    panes.made += 1;
    let number = panes.made;
    panes.panes.insert(number, pane);
    if panes.panes.len() > PANES {
        panes.panes.pop_first();
    }
    Ok(Json(Opened { pane: number }))
}

async fn emulate(
    State(house): State<Shared>,
    Path(pane): Path<u64>,
    event: String,
) -> Result<Json<Told>, Wrong> {
    house.pane(pane, |pane| pane.emulate(&event)).map(Json)
}

/// A frame of the widget.
#[derive(Debug, Deserialize)]
struct Sent {
    frame: Box<RawValue>,
    origin: Option<String>,
}

async fn receive(
    State(house): State<Shared>,
    Path(pane): Path<u64>,
    Json(sent): Json<Sent>,
) -> Result<Json<Heard>, Wrong> {
    house.pane(pane, |pane| pane.receive(sent.frame.get(), sent.origin.as_deref())).map(Json)
}

async fn answer(
    State(house): State<Shared>,
    Path(pane): Path<u64>,
    Json(result): Json<Box<RawValue>>,
) -> Result<Json<Told>, Wrong> {
    house.pane(pane, |pane| pane.answer(&result)).map(Json)
}

async fn decode(
    State(house): State<Shared>,
    Path(pane): Path<u64>,
    frame: String,
) -> Result<Json<Meaning>, Wrong> {
    house.pane(pane, |pane| pane.decode(&frame)).map(Json)
}

async fn redact(State(house): State<Shared>, Path(pane): Path<u64>, trace: String) -> Result<String, Wrong> {
    house.pane(pane, |pane| pane.redact(&trace))
}
