//! What Oneflow answered: one variant for each [`ApiCall`], so that an answer always fits its question.

use super::effect::{ApiCall, KnownBy};
use crate::api::Text;
use crate::api::access_link::AccessLink;
use crate::api::contract::Contract;
use crate::api::contract_file::ContractFile;
use crate::api::data_field::DataFields;
use crate::api::extension::Extension;
use crate::api::failure::Failure;
use crate::api::ids::{ContractId, ParticipantId, TemplateId};
use crate::api::known_contract::KnownContract;
use crate::api::page::Page;
use crate::api::product_group::ProductGroups;
use crate::api::template::{Approval, ListedTemplate, Workspace};
use crate::api::user::User;

/// The answer to an [`ApiCall`].
#[derive(Clone, Debug, PartialEq)]
pub enum ApiResponse {
    /// To [`ApiCall::Catalogue`].
    Catalogue(Result<Vec<Workspace>, Failure>),
    /// To [`ApiCall::Extensions`].
    Extensions(Result<Page<Extension>, Failure>),
    /// To [`ApiCall::Templates`], with the offset that was asked for.
    Templates(usize, Result<Page<ListedTemplate>, Failure>),
    /// To [`ApiCall::Ping`].
    Ping(Result<(), Failure>),
    /// To [`ApiCall::DataFields`].
    DataFields(Result<DataFields, Failure>),
    /// To [`ApiCall::ProductTables`].
    ProductTables(Result<ProductGroups, Failure>),
    /// To [`ApiCall::Approval`], with the template that was asked about.
    Approval(TemplateId, Result<Approval, Failure>),
    /// To [`ApiCall::Users`].
    Users(Result<Page<User>, Failure>),
    /// To [`ApiCall::Create`].
    Created(Result<Contract, Failure>),
    /// To [`ApiCall::Publish`].
    Published(Result<Contract, Failure>),
    /// To [`ApiCall::Contract`].
    Contract(Result<Contract, Failure>),
    /// To [`ApiCall::File`].
    File(Result<Text, Failure>),
    /// To [`ApiCall::Link`], with the participant whose link was asked for.
    Link(ParticipantId, Result<AccessLink, Failure>),
    /// To [`ApiCall::RecentDrafts`] and [`ApiCall::RecordDrafts`].
    RecentDrafts(Result<Page<Contract>, Failure>),
    /// To [`ApiCall::Delete`].
    Deleted(Result<(), Failure>),
    /// To [`ApiCall::Upload`].
    Uploaded(Result<(), Failure>),
    /// To [`ApiCall::Files`].
    Files(Result<Page<ContractFile>, Failure>),
    /// To [`ApiCall::OfRecord`], with whom was asked.
    OfRecord(KnownBy, Result<Page<KnownContract>, Failure>),
    /// To [`ApiCall::Listed`], with the offset that was asked for.
    Listed(usize, Result<Page<Contract>, Failure>),
    /// To [`ApiCall::Detail`], with the contract that was asked for.
    Detail(ContractId, Result<Contract, Failure>),
    /// To [`ApiCall::Resolve`], with the contract that was named.
    Resolved(ContractId, Result<(), Failure>),
}

impl ApiResponse {
    /// The answer to a call that failed.
    pub fn failed(call: &ApiCall, failure: Failure) -> Self {
        match call {
            ApiCall::Catalogue => Self::Catalogue(Err(failure)),
            ApiCall::Extensions => Self::Extensions(Err(failure)),
            ApiCall::Templates(offset) => Self::Templates(*offset, Err(failure)),
            ApiCall::Ping => Self::Ping(Err(failure)),
            ApiCall::DataFields(_) => Self::DataFields(Err(failure)),
            ApiCall::ProductTables(_) => Self::ProductTables(Err(failure)),
            ApiCall::Approval(template) => Self::Approval(*template, Err(failure)),
            ApiCall::Users => Self::Users(Err(failure)),
            ApiCall::Create(..) => Self::Created(Err(failure)),
            ApiCall::Publish(..) => Self::Published(Err(failure)),
            ApiCall::Contract(_) => Self::Contract(Err(failure)),
            ApiCall::File(_) => Self::File(Err(failure)),
            ApiCall::Link(_, participant) => Self::Link(*participant, Err(failure)),
            ApiCall::RecentDrafts | ApiCall::RecordDrafts => Self::RecentDrafts(Err(failure)),
            ApiCall::Delete(_) => Self::Deleted(Err(failure)),
            ApiCall::Upload(..) => Self::Uploaded(Err(failure)),
            ApiCall::Files(_) => Self::Files(Err(failure)),
            ApiCall::OfRecord(by) => Self::OfRecord(*by, Err(failure)),
            ApiCall::Listed(offset) => Self::Listed(*offset, Err(failure)),
            ApiCall::Detail(id) => Self::Detail(*id, Err(failure)),
            ApiCall::Resolve(_, id) => Self::Resolved(*id, Err(failure)),
        }
    }

    /// The answer, if it is one to this call: a contract with another id than the one asked for is none.
    pub(super) fn held_to(self, call: &ApiCall) -> Self {
        match (call, &self) {
            (
                ApiCall::Publish(id, ..) | ApiCall::Contract(id) | ApiCall::Detail(id),
                Self::Published(Ok(contract)) | Self::Contract(Ok(contract)) | Self::Detail(_, Ok(contract)),
            ) if contract.id != *id => Self::failed(call, Failure::Unreadable { at: "id".into() }),
            _ => self,
        }
    }

    /// Whether nobody waits for it: if Oneflow wants fewer requests, this one need not be repeated.
    pub(super) fn is_background(&self) -> bool {
        matches!(self, Self::OfRecord(..) | Self::Approval(..))
    }

    /// Why it brought nothing, if it did not.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Catalogue(result) => result.as_ref().err(),
            Self::Extensions(result) => result.as_ref().err(),
            Self::Templates(_, result) => result.as_ref().err(),
            Self::Ping(result) | Self::Deleted(result) | Self::Uploaded(result) | Self::Resolved(_, result) => {
                result.as_ref().err()
            }
            Self::Files(result) => result.as_ref().err(),
            Self::DataFields(result) => result.as_ref().err(),
            Self::ProductTables(result) => result.as_ref().err(),
            Self::Approval(_, result) => result.as_ref().err(),
            Self::Users(result) => result.as_ref().err(),
            Self::Created(result) | Self::Published(result) | Self::Contract(result) | Self::Detail(_, result) => {
                result.as_ref().err()
            }
            Self::OfRecord(_, result) => result.as_ref().err(),
            Self::File(result) => result.as_ref().err(),
            Self::Link(_, result) => result.as_ref().err(),
            Self::RecentDrafts(result) | Self::Listed(_, result) => result.as_ref().err(),
        }
    }
}
