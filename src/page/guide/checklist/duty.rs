//! By when the law makes the office say what is missing.

use crate::handbook::model::{Guide, NoticeDuty, Standing};
use crate::handbook::value::Limit;
use crate::tailor::Case;

/// Returns the duty to say what is missing, if the law states one for the case, with its limit.
/// A rule of the bureau's own is no legal duty.
pub fn legal_duty<'g>(guide: &'g Guide, case: &Case) -> Option<(&'g NoticeDuty, Limit)> {
    let duty = guide.notice.as_ref().filter(|duty| case.may_apply(&duty.when))?;
    let is_legal = matches!(duty.standing, Standing::Law | Standing::Reading);
    Some((duty, *duty.limit.known()?)).filter(|_| is_legal)
}
