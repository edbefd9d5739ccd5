//! What is set up before a story begins: the account, the host's attributes and properties, what goes wrong.

use oneflow_contract_picker::flow::settings::Settings;
use oneflow_contract_picker::json::Json;
use oneflow_sandbox::time::OffsetDateTime;
use oneflow_sandbox::{Account, Clock, EXTENSION_TYPE, Fault, FaultKind, Options, USER};
use serde_json::{Value, json};

use super::authorize::{Authorize, Gives};
use super::story::Story;

/// Who may create in three workspaces.
pub const SIRI: &str = USER;
/// Who may create nowhere.
pub const OLA: &str = "ola.nordin@example.com";
/// Who also sees the workspace *Faults*.
pub const MIRA: &str = "mira.holm@example.com";
/// Who has left.
pub const NILS: &str = "nils.gone@example.com";

/// 2025-06-02T12:00:00Z, when every story begins.
pub const NOON: i64 = 1_748_865_600;

/// The create request, as faults name it.
pub const CREATE: &str = "POST /contracts/create";
/// The helper, as faults name it.
pub const CATALOGUE: &str = "GET /helpers/contract_create_data";
/// The list of templates, as faults name it.
pub const TEMPLATES: &str = "GET /templates";
/// The data fields of a template type, as faults name them.
pub const FIELDS: &str = "GET /helpers/template_types/{id}/data_fields";
/// The list of contracts, as faults name it.
pub const DRAFTS: &str = "GET /contracts";

/// The stage of a story.
pub struct Stage {
    pub account: Account,
    settings: Value,
    authorize: Vec<Gives>,
}

impl Stage {
    /// Siri in the small account, with the filter of Demo CRM.
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    /// The same in an account with these options.
    pub fn with(options: Options) -> Self {
        let clock = Clock::Fixed(OffsetDateTime::from_unix_timestamp(NOON).expect("is a time"));
        let settings =
            json!({"apiBase": "https://partner.example/v1", "authorizes": true, "extensionType": EXTENSION_TYPE});
        Self { account: Account::with(Options { clock, ..options }), settings, authorize: vec![Gives::User(SIRI)] }
    }

    /// The element acts as another user.
    pub fn acting_as(self, email: &'static str) -> Self {
        self.authorize(&[Gives::User(email)])
    }

    /// `authorize` gives this, call by call.
    pub fn authorize(mut self, table: &[Gives]) -> Self {
        self.authorize = table.to_vec();
        self
    }

    /// The host sets an attribute or a property.
    pub fn has(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.settings[name] = value.into();
        self
    }

    /// The host leaves one out.
    pub fn lacks(self, name: &str) -> Self {
        self.has(name, Value::Null)
    }

    /// Something goes wrong once.
    pub fn once(self, on: &str, kind: FaultKind) -> Self {
        self.times(1, on, kind)
    }

    /// Something goes wrong so many times.
    pub fn times(self, times: u32, on: &str, kind: FaultKind) -> Self {
        self.account.arm(Fault { on: on.to_owned(), kind, times });
        self
    }

    /// An administrator switches the extension off.
    pub fn switched_off(self) -> Self {
        assert!(self.account.disable_extension(EXTENSION_TYPE));
        self
    }

    /// The element is put on the page.
    pub fn opens(self) -> Story {
        Story::begin(self.account, self.settings, Authorize::new(&self.authorize))
    }
}

/// The settings that the element reads.
pub fn settings(told: &Value) -> Settings {
    let text = told.to_string();
    let json = Json::parse(&text).expect("is JSON");
    Settings::from_json(&json).expect("has settings")
}
