//! Names that are retired, each with its replacement: one name for one thing, and the term that the field uses.

/// Names that are retired in the same sense and in the same folders.
pub struct Group {
    pub sense: Sense,
    pub folders: &'static [&'static str],
    /// Each with what to use instead.
    pub names: &'static [(&'static str, &'static str)],
}

/// Where a name counts.
#[derive(Clone, Copy, PartialEq)]
pub enum Sense {
    /// As a word of any name, as in `has_errand`, `Errands` and `errand-list.js`.
    Word,
    /// As the whole of a name, unless it is the member of a value, as in `value.floor()`, or the root of a path, as in
    /// `core::fmt`.
    Name,
    /// As a type, module, function or field that Rust code declares.
    Declared,
}

const ALL: &[&str] = &["src", "sandbox/src", "sandbox/tests", "xtask/src", "tests", "www", "demo", "examples"];

/// The retired names.
pub const GROUPS: [Group; 8] = [
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
            ("speak", "set_locale"),
            ("spoken", "locale"),
            ("vetoed", "Rejected"),
            ("wish", "ApiCall or HostCall"),
        ],
    },
    Group {
        sense: Sense::Name,
        folders: ALL,
        names: &[("ThisPage", "HostBridge"), ("core", "module"), ("floor", "layer"), ("floors", "layers")],
    },
    Group {
        sense: Sense::Name,
        folders: &["src", "www"],
        names: &[("heard", "Outcome or onEvent"), ("recall", "restore")],
    },
    Group {
        sense: Sense::Name,
        folders: &["www"],
        names: &[("dress", "adoptStyles"), ("more", "extraSettings"), ("plain", "fallback")],
    },
    Group {
        sense: Sense::Name,
        folders: &["src"],
        names: &[("draw", "el"), ("say", "dispatch"), ("underneath", "the base value"), ("marks", "custom_states")],
    },
    Group {
        sense: Sense::Declared,
        folders: &["src"],
        names: &[
            ("Answer", "Response"),
            ("Broken", "UnexpectedResponse"),
            ("Closed", "Unavailable"),
            ("Fault", "ConfigError or ErrorKind"),
            ("Heard", "Outcome"),
            ("Held", "a name for what is held"),
            ("Job", "Task"),
            ("Listening", "EventListener"),
            ("Memory", "Snapshot"),
            ("News", "WidgetMsg"),
            ("On", "Trigger"),
            ("Place", "FieldId or WorkspaceRow"),
            ("Question", "RequestId"),
            ("Read", "FromJson"),
            ("Shape", "Template"),
            ("Silence", "TransportError"),
            ("Written", "ToJson"),
            ("closed", "unavailable"),
            ("hold", "scroll_anchor"),
            ("keep", "scroll_anchor"),
            ("memory", "snapshot"),
            ("note", "scroll_anchor"),
            ("on", "trigger"),
        ],
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
