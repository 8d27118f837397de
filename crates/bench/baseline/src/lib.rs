//! What parsing alone costs: `serde_json` as it comes, on the bytes that the other side has written.

#[path = "../../src/turns.rs"]
pub mod turns;

use std::collections::BTreeMap;
use std::{env, fs, io};

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::turns::Side;

/// The texts, by the names of their files.
#[derive(Debug)]
pub struct Baseline {
    texts: BTreeMap<String, String>,
    out: Vec<u8>,
}

impl Baseline {
    /// Reads the folder that the program was given.
    ///
    /// # Errors
    ///
    /// When it was given none, or it cannot be read.
    pub fn from_arguments() -> io::Result<Self> {
        let folder = env::args_os().nth(1).ok_or_else(|| io::Error::other("expected a folder"))?;
        let mut texts = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            texts.insert(name, fs::read_to_string(entry.path())?);
        }
        Ok(Self { texts, out: Vec::new() })
    }
}

impl Side for Baseline {
    fn operation<'s>(&'s mut self, name: &str, case: &str) -> Option<Box<dyn FnMut() -> usize + 's>> {
        let text = self.texts.get(case)?.as_str();
        let out = &mut self.out;
        Some(match name {
            "parse" => Box::new(|| serde_json::from_str::<Value>(text).map_or(0, |value| size(&value))),
            "parse-write" => Box::new(|| match serde_json::from_str::<Value>(text) {
                Ok(value) => written(&value, out),
                Err(_) => 0,
            }),
            "skip" => Box::new(|| usize::from(serde_json::from_str::<IgnoredAny>(text).is_ok())),
            // What a program does that looks into a recorded frame: parse the line and, where what the host sent is a
            // text, that text too; then write what is in it.
            "line" => Box::new(|| match serde_json::from_str::<Value>(text) {
                Ok(Value::Object(mut frame)) => match frame.remove("data") {
                    Some(Value::String(inner)) => match serde_json::from_str::<Value>(&inner) {
                        Ok(inner) => written(&inner, out),
                        Err(_) => 0,
                    },
                    Some(other) => written(&other, out),
                    None => written(&Value::Object(frame), out),
                },
                _ => 0,
            }),
            // The same without a look inside: a text stays one long string.
            "line-blind" => Box::new(|| match serde_json::from_str::<Value>(text) {
                Ok(value) => written(&value, out),
                Err(_) => 0,
            }),
            _ => return None,
        })
    }
}

fn written(value: &Value, out: &mut Vec<u8>) -> usize {
    out.clear();
    serde_json::to_writer(&mut *out, value).map_or(0, |()| out.len())
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 1,
    }
}
