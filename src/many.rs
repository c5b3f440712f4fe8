//! The same work on many things, in their order: on all cores with the feature `rayon`, else one by one.

use alloc::vec::Vec;

#[cfg(feature = "rayon")]
pub(crate) fn map<T: Sync, U: Send>(all: &[T], work: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    use rayon::prelude::*;
    all.par_iter().map(work).collect()
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn map<T, U>(all: &[T], work: impl Fn(&T) -> U) -> Vec<U> {
    all.iter().map(work).collect()
}
