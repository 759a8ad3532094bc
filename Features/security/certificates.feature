@security @role-it
Feature: Two certificates
  The seal must come from a listed authority, be in force and be registered for the sender.
  The TLS certificate is another one, of a commercial authority, and is not registered.

  @SEC-06 @source-ICD-4.6.2
  Scenario: Only the leaf of the chain in the token
    Given a trader enrolled as leaf-only
    When the trader files an IE3F10
    Then customs refuses it with EBMS:0101
    And the refusal speaks of "chain is not complete"
    And nothing is delivered to customs

  @SEC-07 @source-catalogue @inferred
  Scenario Outline: A seal that is not in force: <kind>
    Given a trader enrolled as <kind>
    When the trader files an IE3F10
    Then customs refuses it with EBMS:0101
    And the refusal speaks of "<cause>"
    And nothing is delivered to customs

    Examples:
      | kind          | cause       |
      | expired       | Expired     |
      | not-yet-valid | NotYetValid |
      | revoked       | Revoked     |
      | withdrawn-ca  | CaWithdrawn |
      | untrusted-ca  | NotTrusted  |

  @SEC-09 @source-ICD-5.1.1
  Scenario: An EORI that is not authorised for ICS2
    Given a trader enrolled as not-ics2
    When the trader files an IE3F10
    Then customs refuses it with EBMS:0004 A001
    And the refusal speaks of "ICS2"
    And nothing is delivered to customs

  @SEC-11 @IE3F10 @IE3R01 @source-ICD-4.2.2.1
  Scenario: A seal registered in another Member State
    Given a trader of BE whose seal is registered in DE
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader receives IE3R01 with the MRN of its filing

  @SEC-15 @IE3F10 @IE3R01 @source-ICD-4.6.3 @inferred
  Scenario: Two seals during a rollover
    Given a trader that pulls its messages
    And the trader has filed an IE3F10
    And the trader gets a second seal beside the first
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader receives IE3R01 for each filing, oldest first
