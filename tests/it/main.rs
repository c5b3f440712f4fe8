//! The crate through its public interface, one module per room.
// Two examples share files, and so do their tests here.
#![allow(clippy::duplicate_mod)]

mod account;
mod allocations;
mod api;
mod bounds;
mod bytes;
mod calibrate;
mod cases;
mod docs;
mod golden;
mod lexicon;
mod memory;
mod metamorphic;
mod network;
mod page;
mod patterns;
mod platforms;
mod post;
mod pressures;
mod properties;
mod repetition;
mod rooms;
mod score;
mod settle;
mod terminal;
mod text;
mod thread;
mod twins;
mod untrusted;
