//! The languages, each by its code. A missing phrase does not compile.

mod da;
mod de;
mod en;
mod fi;
mod nb;
mod phrase;
pub mod phrases;
mod sv;

pub use da::DA;
pub use de::DE;
pub use en::EN;
pub use fi::FI;
pub use nb::NB;
pub use phrases::Language;
pub use sv::SV;

/// All of them; English comes first, because it is there for whoever speaks none of them.
pub static ALL: [(&str, &Language); 6] = [("en", &EN), ("sv", &SV), ("nb", &NB), ("da", &DA), ("fi", &FI), ("de", &DE)];
