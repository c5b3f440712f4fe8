//! The crate through its public interface, one module per room.

mod text;
