//! What the fuzz targets demand, one file for each: any bytes go in, and a broken promise is a panic.

mod decode;
mod index;
mod origin;
mod token;

pub use decode::decode;
pub use index::index;
pub use origin::origin;
pub use token::token;
