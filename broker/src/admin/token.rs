//! Tries a token at Oneflow before it is kept.

use reqwest::Method;
use serde_json::Value;

use crate::answers::Outcome;
use crate::oneflow::{Base, Call, Oneflow};
use crate::store::{Account, Condition};
use crate::tenants::{Tenant, condition_of};

/// Why a token is not kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TokenFault {
    /// It cannot be a token.
    Form,
    /// Oneflow does not accept it.
    Refused,
    /// Oneflow cannot be asked at the moment.
    Unclear,
    /// It opens another account than the one before.
    OtherAccount,
}

/// What a token opens.
pub struct Opened {
    /// The account.
    pub account: Account,
    /// How the extension was found.
    pub condition: Condition,
}

/// Asks Oneflow which account the token opens, and whether the extension is enabled there.
pub async fn try_token(oneflow: &Oneflow, tenant: &Tenant, token: &str) -> Result<Opened, TokenFault> {
    if !(16..=512).contains(&token.len()) || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(TokenFault::Form);
    }
    let account = match ask(oneflow, tenant, token, "/accounts/me").await? {
        (200, answer) => account(&answer).ok_or(TokenFault::Unclear)?,
        (401 | 403, _) => return Err(TokenFault::Refused),
        _ => return Err(TokenFault::Unclear),
    };
    // A token of another account would lead the customer's contracts into it.
    if tenant.account.as_ref().is_some_and(|before| before.id != account.id) {
        return Err(TokenFault::OtherAccount);
    }
    let (status, answer) = ask(oneflow, tenant, token, "/accounts/extensions").await?;
    let condition = condition_of(status, &answer, &tenant.settings.extension_type, tenant.condition);
    Ok(Opened { account, condition })
}

/// The status and the body of an answer in Oneflow's shape.
pub async fn ask(oneflow: &Oneflow, tenant: &Tenant, token: &str, place: &str) -> Result<(u16, Value), TokenFault> {
    let base = Base::parse(&tenant.settings.api).map_err(|_| TokenFault::Unclear)?;
    let line = oneflow.line(&tenant.id, &base).await.map_err(|_| TokenFault::Unclear)?;
    let call = Call { method: Method::GET, place: place.to_owned(), user: None, body: None };
    let received = line.send(call, token).await.map_err(|_| TokenFault::Unclear)?;
    match received.outcome() {
        Outcome::Done(answer) => Ok((200, answer)),
        Outcome::Refused(refusal) | Outcome::Unauthorized(refusal) => Ok((refusal.status, refusal.problem)),
        Outcome::Unclear { .. } => Err(TokenFault::Unclear),
    }
}

fn account(answer: &Value) -> Option<Account> {
    let name = answer.get("name").and_then(Value::as_str).unwrap_or_default();
    Some(Account { id: answer.get("id")?.as_i64()?, name: name.chars().take(200).collect() })
}
