//! Names that are retired, each with its replacement: one name for one thing, and the term that the field uses.

/// Names that are retired in the same sense and in the same folders.
pub struct Group {
    pub sense: Sense,
    pub folders: &'static [&'static str],
    /// Each with what to use instead.
    pub names: &'static [(&'static str, &'static str)],
}

/// Where a name counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// As a word of any name, as in `has_errand`, `Errands` and `errand-list.js`.
    Word,
    /// As the whole of a name, unless it is the member of a value, as in `value.floor()`, or the root of a path, as in
    /// `core::fmt`.
    Name,
    /// As a type, module, function, field or macro that Rust code declares.
    Declared,
}

/// These tests, the only files that may name them.
pub const LIST: &str = "tests/architecture/";

const ALL: &[&str] = &["src", "sandbox", "xtask/src", "tests", "www", "demo", "examples"];

/// The retired names.
pub const GROUPS: [Group; 11] = [
    Group {
        sense: Sense::Word,
        folders: ALL,
        names: &[
            ("chore", "command"),
            ("courier", "webhook_delivery"),
            ("desk", "Commands"),
            ("door", "HostBridge, or middleware in the sandbox"),
            ("doubting", "the update of the step"),
            ("errand", "PendingRequest"),
            ("house", "project"),
            ("misfit", "DecodeError"),
            ("mishap", "fault"),
            ("pen", "VdomBuilder"),
            ("vetoed", "Rejected"),
            ("wish", "ApiCall or HostCall"),
        ],
    },
    Group { sense: Sense::Word, folders: &["src", "www"], names: &[("speak", "set_locale"), ("spoken", "locale")] },
    Group {
        sense: Sense::Name,
        folders: ALL,
        names: &[("ThisPage", "HostBridge"), ("core", "module"), ("floor", "layer"), ("floors", "layers")],
    },
    Group {
        sense: Sense::Name,
        folders: &["src", "www"],
        names: &[("heard", "Outcome or onEvent"), ("recall", "restore"), ("underneath", "the base value")],
    },
    Group {
        sense: Sense::Name,
        folders: &["www"],
        names: &[("dress", "adoptStyles"), ("more", "extraSettings"), ("plain", "fallback")],
    },
    Group {
        sense: Sense::Name,
        folders: &["src"],
        names: &[("Broken", "UnexpectedResponse"), ("Silence", "TransportError")],
    },
    Group {
        sense: Sense::Declared,
        folders: &["src"],
        names: &[
            ("Answer", "Response"),
            ("Closed", "Unavailable"),
            ("Fault", "ConfigError or ErrorKind"),
            ("Heard", "Outcome"),
            ("Job", "Task"),
            ("Listening", "EventListener"),
            ("Memory", "Snapshot"),
            ("News", "WidgetMsg"),
            ("On", "Trigger"),
            ("Place", "FieldId or WorkspaceRow"),
            ("Question", "RequestId"),
            ("closed", "unavailable"),
            ("marks", "custom_states"),
            ("memory", "snapshot"),
            ("on", "trigger"),
            ("say", "dispatch"),
        ],
    },
    Group {
        sense: Sense::Declared,
        folders: &["src/api", "src/json"],
        names: &[("Read", "FromJson"), ("Written", "ToJson")],
    },
    Group {
        sense: Sense::Declared,
        folders: &["src/flow"],
        names: &[
            ("Draft", "Edits"),
            ("Host", "Settings"),
            ("Offer", "PendingReset"),
            ("Problem", "FieldError"),
            ("draft", "edits"),
            ("following", "the update of the step"),
            ("host", "settings"),
            ("making", "the update of the step"),
            ("picking", "the update of the step"),
            ("problem", "field_error"),
            ("starting", "the update of the step"),
            ("typing", "the update of the step"),
        ],
    },
    Group {
        sense: Sense::Declared,
        folders: &["src/view", "src/widget"],
        names: &[
            ("Held", "AttributeValue or ScrollAnchor"),
            ("Shape", "Template"),
            ("draw!", "el!"),
            ("hold", "attr or scroll_anchor"),
            ("note", "scroll_anchor"),
            ("shape", "template"),
        ],
    },
    Group {
        sense: Sense::Declared,
        folders: &["sandbox/src"],
        names: &[("life", "lifecycle"), ("room", "handler"), ("rooms", "handlers"), ("Room", "Handler")],
    },
];

/// Words that are retired in prose as well, in comments, documents and messages; their plural is as well.
pub const PROSE: [(&str, &str); 7] = [
    ("chore", "command"),
    ("courier", "webhook delivery"),
    ("errand", "pending request"),
    ("misfit", "decode error"),
    ("mishap", "fault"),
    ("the core", "the WebAssembly module"),
    ("waited out", "the plain word for what happens"),
];

/// Whether it is the word or its plural.
pub fn is_or_are(word: &str, singular: &str) -> bool {
    word == singular || word.strip_suffix('s') == Some(singular)
}
