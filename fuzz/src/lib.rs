//! The checks that the fuzz targets call. They live with the tests, which replay the corpora.

#[path = "../../tests/it/untrusted/mod.rs"]
mod untrusted;

pub use untrusted::*;
