import { atStep, flowCheck, oauthErrorRegistry, proved, quoteValue, say } from '../../../checks/authoring';

const REGISTERED: ReadonlySet<string> = new Set(
  `invalid_request unauthorized_client access_denied unsupported_response_type invalid_scope server_error
  temporarily_unavailable invalid_client invalid_grant unsupported_grant_type unsupported_token_type invalid_token
  insufficient_scope interaction_required login_required account_selection_required consent_required
  invalid_request_uri invalid_request_object request_not_supported request_uri_not_supported
  registration_not_supported authorization_pending slow_down expired_token invalid_target invalid_redirect_uri
  invalid_client_metadata invalid_software_statement unapproved_software_statement invalid_authorization_details
  invalid_dpop_proof use_dpop_nonce insufficient_user_authentication unmet_authentication_requirements
  need_info request_denied request_submitted missing_trust_anchor validation_failed user_canceled
  vp_formats_not_supported unknown_user_id invalid_binding_message missing_user_code invalid_user_code
  transaction_failed expired_login_hint_token invalid_tx_code`.split(/\s+/),
);

export const errorRegistered = flowCheck({
  id: 'oauth/error-registered',
  title: 'Error codes are registered ones',
  severity: 'information',
  spec: oauthErrorRegistry('Extensions Error'),
  explanation:
    'Libraries act on the codes that the registry lists. A code of the provider’s own is allowed to be there, but the client has to know it, and its documentation is the place to look.',
  mend: 'Look the code up at the provider; teach the client to handle it.',
  evaluate({ flow }) {
    const failed = flow.steps.flatMap((step) =>
      step.outcome.state === 'oauth-error' ? [{ step, code: step.outcome.code }] : [],
    );
    if (failed.length === 0) return undefined;
    return failed
      .filter(({ code }) => !REGISTERED.has(code))
      .map(({ step, code }) =>
        proved(
          say`The error code “${code.slice(0, 60)}” is the provider’s own.`,
          atStep(step, quoteValue('error', code, false)),
        ),
      );
  },
});
