//! Sessions, ties, tenants, people and the audit trail on both databases.

mod support;

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::seal::{DataKey, KeyWrap as _, MasterKeys, Purpose, UserId};
use oneflow_broker::store::{
    Account, Condition, Entry, Extension, Store, StoreError, StoredSession, StoredTenant, Tie, Token,
};
use sqlx::{Connection as _, Executor as _};
use support::TestStore;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

const NOON: OffsetDateTime = datetime!(2026-11-30 12:00 UTC);

on_both! {
    a_session_is_found_until_it_ends_by_itself_or_is_ended
    a_user_who_signs_out_has_no_session_left_and_others_keep_theirs
    a_renewed_session_lasts_longer_and_an_ended_one_cannot_be_renewed
    a_contract_stays_with_whom_it_was_tied_to_first
    a_tenant_is_stored_with_its_token_account_and_condition
    a_data_key_is_wrapped_anew_once
    an_email_is_found_by_its_pseudonym_until_it_is_forgotten
    the_audit_trail_is_read_in_order_and_by_tenant
    an_entry_of_the_audit_trail_can_neither_be_changed_nor_deleted
    two_stores_on_one_database_start_at_once_and_see_the_same
    the_database_holds_no_personal_data_in_the_clear
}

fn user(name: &str) -> Result<UserId> {
    Ok(DataKey::new("north", [1; 32])?.user_id(&format!("{name}@example.com")))
}

fn session(name: &str, number: u32) -> Result<StoredSession> {
    Ok(StoredSession {
        token_hash: format!("hash-{name}-{number}"),
        id: format!("id-{name}-{number}"),
        tenant: "north".into(),
        user: user(name)?,
        record: Some("deal-1".into()),
        rights: r#"{"verbs":["read"]}"#.into(),
        created_at: NOON,
        expires_at: NOON + Duration::minutes(15),
    })
}

async fn a_session_is_found_until_it_ends_by_itself_or_is_ended(test: TestStore) -> Result<()> {
    let (session, sessions) = (session("siri", 1)?, test.store.sessions());
    sessions.insert(&session).await?;
    sessions.insert(&session).await?;
    let last = session.expires_at - Duration::milliseconds(1);
    assert_eq!(sessions.find(&session.token_hash, last).await?.as_ref(), Some(&session));
    assert_eq!(sessions.find(&session.token_hash, session.expires_at).await?, None);
    assert_eq!(sessions.find("another", NOON).await?, None);
    ensure!(!sessions.end("south", &session.id).await?, "another tenant's");
    ensure!(sessions.end("north", &session.id).await?);
    ensure!(!sessions.end("north", &session.id).await?);
    assert_eq!(sessions.find(&session.token_hash, NOON).await?, None);
    Ok(())
}

async fn a_user_who_signs_out_has_no_session_left_and_others_keep_theirs(test: TestStore) -> Result<()> {
    let sessions = test.store.sessions();
    for session in [session("siri", 1)?, session("siri", 2)?, session("ola", 1)?] {
        sessions.insert(&session).await?;
    }
    let (siri, ola) = (user("siri")?, user("ola")?);
    assert_eq!(sessions.count("north", Some(&siri), NOON).await?, 2);
    assert_eq!((sessions.count("north", None, NOON).await?, sessions.count("south", None, NOON).await?), (3, 0));
    assert_eq!(sessions.end_of_user("north", &siri).await?, 2);
    assert_eq!(sessions.count("north", Some(&siri), NOON).await?, 0);
    assert_eq!(sessions.count("north", Some(&ola), NOON).await?, 1);
    assert_eq!(sessions.sweep(NOON + Duration::minutes(15)).await?, 1);
    Ok(())
}

async fn a_renewed_session_lasts_longer_and_an_ended_one_cannot_be_renewed(test: TestStore) -> Result<()> {
    let (session, sessions) = (session("siri", 1)?, test.store.sessions());
    sessions.insert(&session).await?;
    let later = session.expires_at + Duration::minutes(5);
    ensure!(sessions.renew(&session.id, later, NOON).await?);
    let found = sessions.find(&session.token_hash, session.expires_at).await?.context("gone")?;
    assert_eq!(found.expires_at, later);
    ensure!(!sessions.renew(&session.id, later + Duration::minutes(5), later).await?);
    Ok(())
}

async fn a_contract_stays_with_whom_it_was_tied_to_first(test: TestStore) -> Result<()> {
    let tie = |name, record: &str, contract, minute| -> Result<Tie> {
        let tied_at = NOON + Duration::minutes(minute);
        Ok(Tie { user: user(name)?, record: Some(record.to_owned()), contract, tied_at })
    };
    let ties = test.store.ties();
    ensure!(ties.tie_contract("north", &tie("siri", "deal-1", 1, 0)?).await?);
    ensure!(ties.tie_contract("north", &tie("siri", "deal-1", 1, 0)?).await?);
    ensure!(!ties.tie_contract("north", &tie("ola", "deal-1", 1, 0)?).await?);
    ensure!(!ties.tie_contract("north", &tie("siri", "deal-2", 1, 0)?).await?);
    ensure!(ties.tie_contract("north", &tie("ola", "deal-1", 2, 1)?).await?);
    let contracts: Vec<i64> =
        ties.contracts_of_record("north", "deal-1").await?.iter().map(|tie| tie.contract).collect();
    assert_eq!(contracts, [2, 1]);
    assert_eq!(ties.contracts_of_record("south", "deal-1").await?, []);
    ties.untie("north", 1).await?;
    assert_eq!(ties.tie_of("north", 1).await?, None);
    Ok(())
}

async fn added(store: &Store, id: &str) -> Result<(StoredTenant, DataKey)> {
    let key = DataKey::generate(id)?;
    let tenant = StoredTenant {
        id: id.into(),
        name: "Northwind".into(),
        settings: "{}".into(),
        data_key: master("a", 1)?.wrap(&key).await?,
        token: None,
        account: None,
        condition: Condition { token: Token::Missing, extension: Extension::Unknown },
        created_at: NOON,
        checked_at: None,
    };
    ensure!(store.tenants().add(&tenant).await?);
    Ok((tenant, key))
}

fn master(name: &str, byte: u8) -> Result<MasterKeys> {
    use base64::Engine as _;
    Ok(MasterKeys::parse(&format!("{name} {}", base64::engine::general_purpose::STANDARD.encode([byte; 32])))?)
}

async fn a_tenant_is_stored_with_its_token_account_and_condition(test: TestStore) -> Result<()> {
    let (tenant, key) = added(&test.store, "north").await?;
    let tenants = test.store.tenants();
    ensure!(!tenants.add(&tenant).await?, "there is one of this id");
    let found = tenants.find("north").await?.context("gone")?;
    assert_eq!((found.data_key, found.token, found.checked_at), (tenant.data_key, None, None));
    let account = Account { id: 5001, name: "Northwind Demo AB".into() };
    ensure!(tenants.set_token("north", &key.seal(Purpose::Token, "secret")?, &account, NOON).await?);
    let condition = Condition { token: Token::Refused, extension: Extension::Disabled };
    tenants.set_condition("north", condition, NOON + Duration::minutes(1)).await?;
    ensure!(tenants.set_settings("north", "North", r#"{"a":1}"#).await?);
    let found = tenants.find("north").await?.context("gone")?;
    assert_eq!((found.name.as_str(), found.settings.as_str(), found.condition), ("North", r#"{"a":1}"#, condition));
    assert_eq!((found.account, found.checked_at), (Some(account), Some(NOON + Duration::minutes(1))));
    assert_eq!(key.open(Purpose::Token, &found.token.context("no token")?)?, "secret");
    ensure!(tenants.remove_token("north").await?);
    let found = tenants.find("north").await?.context("gone")?;
    assert_eq!((found.token, found.condition.token), (None, Token::Missing));
    added(&test.store, "east").await?;
    let ids: Vec<String> = tenants.all().await?.into_iter().map(|tenant| tenant.id).collect();
    assert_eq!(ids, ["east", "north"]);
    Ok(())
}

async fn a_data_key_is_wrapped_anew_once(test: TestStore) -> Result<()> {
    let (tenant, key) = added(&test.store, "north").await?;
    let tenants = test.store.tenants();
    let (second, third) = (master("b", 2)?.wrap(&key).await?, master("c", 3)?.wrap(&key).await?);
    tenants.rewrap("north", &tenant.data_key, &second).await?;
    // Another broker, which has read the same old key, comes too late.
    tenants.rewrap("north", &tenant.data_key, &third).await?;
    assert_eq!(tenants.find("north").await?.context("gone")?.data_key, second);
    Ok(())
}

async fn an_email_is_found_by_its_pseudonym_until_it_is_forgotten(test: TestStore) -> Result<()> {
    let (key, people) = (DataKey::generate("north")?, test.store.people());
    let (siri, email) = (key.user_id("siri@example.com"), key.seal(Purpose::Email, "siri@example.com")?);
    people.remember("north", &siri, &email).await?;
    people.remember("north", &siri, &key.seal(Purpose::Email, "siri@example.com")?).await?;
    assert_eq!(people.email("north", &siri).await?, Some(email));
    assert_eq!(people.email("south", &siri).await?, None);
    people.forget("north", &siri).await?;
    assert_eq!(people.email("north", &siri).await?, None);
    Ok(())
}

async fn the_audit_trail_is_read_in_order_and_by_tenant(test: TestStore) -> Result<()> {
    let entry = |tenant: &str, contract| -> Result<Entry> {
        Ok(Entry {
            at: NOON,
            tenant: tenant.into(),
            user: Some(user("siri")?),
            action: "create".into(),
            contract: Some(contract),
            key: Some("k".into()),
            request_id: Some("r".into()),
            result: "200".into(),
        })
    };
    let trail = test.store.audit();
    for (tenant, contract) in [("north", 1), ("south", 2), ("north", 3)] {
        trail.add(&entry(tenant, contract)?).await?;
    }
    let all = trail.after(0, None, 10).await?;
    assert_eq!(all.iter().filter_map(|(_, entry)| entry.contract).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(all.first().context("empty")?.1, entry("north", 1)?);
    let north = trail.after(all.first().context("empty")?.0, Some("north"), 10).await?;
    assert_eq!(north.iter().filter_map(|(_, entry)| entry.contract).collect::<Vec<_>>(), [3]);
    assert_eq!(trail.after(0, None, 2).await?.len(), 2);
    Ok(())
}

async fn an_entry_of_the_audit_trail_can_neither_be_changed_nor_deleted(test: TestStore) -> Result<()> {
    let (action, result) = ("create".to_owned(), "200".to_owned());
    let (tenant, user, contract, key, request_id) = ("north".to_owned(), None, None, None, None);
    let entry = Entry { at: NOON, tenant, user, action, contract, key, request_id, result };
    test.store.audit().add(&entry).await?;
    let mut connection = sqlx::AnyConnection::connect(&test.url).await?;
    for sql in ["UPDATE audit SET result = 'other'", "DELETE FROM audit"] {
        let error = connection.execute(sql).await.err().context("carried out")?;
        ensure!(error.to_string().contains("append only"), "{error}");
    }
    let trail = test.store.audit().after(0, None, 10).await?;
    assert_eq!(trail.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>(), [entry]);
    Ok(())
}

async fn two_stores_on_one_database_start_at_once_and_see_the_same(test: TestStore) -> Result<()> {
    let (one, two) = tokio::try_join!(Store::connect(&test.url), Store::connect(&test.url))?;
    let session = session("siri", 1)?;
    one.sessions().insert(&session).await?;
    ensure!(two.sessions().find(&session.token_hash, NOON).await?.is_some());
    one.ping().await?;
    one.close().await;
    ensure!(one.ping().await.is_err());
    Ok(())
}

async fn the_database_holds_no_personal_data_in_the_clear(test: TestStore) -> Result<()> {
    let (_, key) = added(&test.store, "north").await?;
    let (siri, sealed) = (key.user_id("siri@example.com"), key.seal(Purpose::Email, "siri@example.com")?);
    test.store.people().remember("north", &siri, &sealed).await?;
    let account = Account { id: 5001, name: "Northwind Demo AB".into() };
    test.store.tenants().set_token("north", &key.seal(Purpose::Token, "top-secret")?, &account, NOON).await?;
    if let Some(file) = test.url.strip_prefix("sqlite:") {
        let text = [std::fs::read(file)?, std::fs::read(format!("{file}-wal"))?].concat();
        let holds = |word: &str| text.windows(word.len()).any(|part| part == word.as_bytes());
        ensure!(holds("Northwind"), "the search finds what is there");
        ensure!(!holds("siri@example.com") && !holds("top-secret"));
    }
    Ok(())
}

#[tokio::test]
async fn an_address_that_names_no_database_is_refused_and_not_repeated() -> Result<()> {
    for address in ["", "mysql://u:secret@h/d", "broker.db", "sqlite", "postgres"] {
        let error = Store::connect(address).await.err().context("connected")?;
        ensure!(matches!(error, StoreError::Address), "{address}");
        ensure!(!error.to_string().contains("secret"));
    }
    let error = Store::connect("sqlite:/no/such/folder/broker.db").await.err().context("connected")?;
    ensure!(!error.to_string().is_empty());
    Ok(())
}

#[test]
fn brokers_that_start_at_once_on_an_empty_database_all_find_its_tables() -> Result<()> {
    support::run(async || {
        let folder = tempfile::tempdir()?;
        let file = format!("sqlite:{}", folder.path().join("empty.db").display());
        for url in [Some(file), support::postgres::database().await?].into_iter().flatten() {
            let connect = || Store::connect(&url);
            let stores = tokio::try_join!(connect(), connect(), connect(), connect())?;
            for store in [stores.0, stores.1, stores.2, stores.3] {
                assert_eq!(store.sessions().count_all(NOON).await?, 0);
            }
        }
        Ok(())
    })
}
