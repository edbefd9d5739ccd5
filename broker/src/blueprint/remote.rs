//! Asking Oneflow: reads go through all pages, and no request is sent twice.

use serde_json::Value;

use super::account::{Account, FoundType, FoundWebhook};
use super::failure::{Failure, Purpose};
use super::secret::Hidden;
use crate::answers::Outcome;
use crate::oneflow::{Base, Call, Oneflow};

/// As many as a page may have.
const PAGE: usize = 100;
/// What begins after as many cannot be asked for.
const LAST_OFFSET: usize = 19_900;
/// The name of the connections.
const LINE: &str = "blueprint";

/// Which account is meant, and who asks.
#[derive(Clone, Debug)]
pub struct Access {
    /// The address of the API.
    pub base: Base,
    /// The token of the account.
    pub token: Hidden,
    /// The acting user's email; without one, Oneflow takes the token for an administrator.
    pub user: Option<String>,
}

/// An account at Oneflow.
#[derive(Debug)]
pub struct Remote {
    oneflow: Oneflow,
    access: Access,
}

impl Remote {
    /// The account that this access opens.
    pub fn new(oneflow: Oneflow, access: Access) -> Self {
        Self { oneflow, access }
    }

    /// Reads the account: all template types, data fields of those that are wanted, and all webhooks.
    pub async fn account(&self, is_wanted: impl Fn(&FoundType) -> bool) -> Result<Account, Failure> {
        let me = self.get("the account", "/accounts/me").await?;
        let name = me.get("name").and_then(Value::as_str).unwrap_or("without a name").to_owned();
        let mut types = self.list("the template types", "/template_types", FoundType::read).await?;
        for found in types.iter_mut().filter(|found| is_wanted(found)) {
            *found = self.template_type(found).await?;
        }
        let webhooks = self.list("the webhooks", "/webhooks", FoundWebhook::read).await?;
        Ok(Account { name, types, webhooks })
    }

    /// A template type with its data fields.
    async fn template_type(&self, listed: &FoundType) -> Result<FoundType, Failure> {
        let about = format!("the template type {:?}", listed.name);
        let mut whole = self.get(&about, &format!("/template_types/{}", listed.id)).await?;
        // The documentation does not say that they are in it.
        if whole.get("data_fields").and_then(Value::as_array).is_none() {
            let helper = format!("/helpers/template_types/{}/data_fields", listed.id);
            let set = self.get(&about, &helper).await?;
            let fields = set.get("data_fields").filter(|fields| fields.is_array());
            let fields = fields.ok_or_else(|| unreadable(&about))?.clone();
            whole.as_object_mut().ok_or_else(|| unreadable(&about))?.insert("data_fields".to_owned(), fields);
        }
        FoundType::read(&whole).ok_or_else(|| unreadable(&about))
    }

    /// All pages of a list. Client code has seen bare arrays, too, which have no pages.
    async fn list<T>(&self, about: &str, path: &str, read: fn(&Value) -> Option<T>) -> Result<Vec<T>, Failure> {
        let mut items = Vec::new();
        while items.len() <= LAST_OFFSET {
            let page = self.get(about, &format!("{path}?limit={PAGE}&offset={}", items.len())).await?;
            let data = page.as_array().or_else(|| page.get("data")?.as_array());
            let data = data.ok_or_else(|| unreadable(about))?;
            for item in data {
                items.push(read(item).ok_or_else(|| unreadable(about))?);
            }
            let count = page.get("count").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
            if page.is_array() || data.is_empty() || count.is_some_and(|count| items.len() >= count) {
                return Ok(items);
            }
        }
        Err(Failure::new(format!("The account has more of {about} than Oneflow shows.")))
    }

    async fn get(&self, about: &str, place: &str) -> Result<Value, Failure> {
        let purpose = Purpose::Read(about.to_owned());
        match self.send(&purpose, Call::read(place, "")).await? {
            Value::Null => Err(unreadable(about)),
            answer => Ok(answer),
        }
    }

    /// Writes something, once.
    pub(super) async fn write(&self, about: &str, call: Call<'_>) -> Result<Value, Failure> {
        self.send(&Purpose::Write(about.to_owned()), call).await
    }

    /// Sends a request as whoever asks.
    async fn send(&self, purpose: &Purpose, call: Call<'_>) -> Result<Value, Failure> {
        let Access { base, token, user } = &self.access;
        let call = Call { user: user.as_deref(), ..call };
        let line = self.oneflow.line(LINE, base).await.map_err(|error| Failure::of_call(purpose, error))?;
        let received = line.send(call, token.reveal()).await.map_err(|error| Failure::of_call(purpose, error))?;
        match received.outcome() {
            Outcome::Done(answer) => Ok(answer),
            outcome => Err(Failure::of_outcome(purpose, &outcome)),
        }
    }
}

fn unreadable(about: &str) -> Failure {
    Failure::of_outcome(&Purpose::Read(about.to_owned()), &Outcome::Done(Value::Null))
}
