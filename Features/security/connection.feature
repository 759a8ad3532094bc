@security @role-it
Feature: The connection
  Customs opens a connection only to a TLS certificate of an authority that was notified to it. Who that is does not matter yet.

  @SEC-01 @source-ICD-4.6.1
  Scenario: No TLS certificate
    Given a trader that pulls its messages
    When the trader files an IE3F10 without its TLS certificate
    Then customs refuses the connection, because no TLS certificate was shown

  @SEC-02 @source-ICD-4.6.1
  Scenario Outline: A TLS certificate that <fault>
    Given a trader enrolled as <kind>
    When the trader files an IE3F10
    Then customs refuses the connection, because its TLS certificate <fault>

    Examples:
      | kind             | fault                              |
      | tls-untrusted-ca | has an issuer that is not accepted |
      | tls-expired      | is past its validity               |
      | tls-server-only  | may not open connections           |
