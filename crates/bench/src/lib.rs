#![doc = include_str!("../README.md")]

pub mod case;
pub mod ours;
pub mod token;
pub mod turns;
