//! The languages, each by its code. A missing phrase does not compile.

mod da;
mod de;
mod en;
mod es;
mod fi;
mod fr;
mod it;
mod nb;
mod nl;
mod phrase;
pub mod phrases;
mod pl;
mod pt;
mod sv;

pub use da::DA;
pub use de::DE;
pub use en::EN;
pub use es::ES;
pub use fi::FI;
pub use fr::FR;
pub use it::IT;
pub use nb::NB;
pub use nl::NL;
pub use phrases::Language;
pub use pl::PL;
pub use pt::PT;
pub use sv::SV;

/// All of them; English comes first, because it is there for whoever speaks none of them.
pub static ALL: [(&str, &Language); 12] = [
    ("en", &EN),
    ("sv", &SV),
    ("nb", &NB),
    ("da", &DA),
    ("fi", &FI),
    ("de", &DE),
    ("fr", &FR),
    ("es", &ES),
    ("pt", &PT),
    ("it", &IT),
    ("nl", &NL),
    ("pl", &PL),
];
