@connectivity @role-it
Feature: Exchanging messages with customs
  A trader's system sends over AS4 and gets its answers by push or by pull.
  What customs says about a filing always comes as a message of its own, never in the response.

  @CON-01 @ping @source-ICD-4.5.1
  Scenario: Ping
    Given a trader that pulls its messages
    When the trader tests the connection
    Then customs acknowledges with a valid receipt
    And nothing is delivered to customs

  @CON-02 @IE3F10 @source-ICD
  Scenario: Push a filing
    Given a trader that pulls its messages
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt

  @CON-03 @IE3F10 @IE3R01 @push @source-ICD-4.6.2
  Scenario: Receive by push
    Given a trader that customs pushes to
    When the trader files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing
    And customs has the trader's valid receipt for each message

  @CON-04 @IE3F10 @IE3R01 @pull @source-ICD-4.1.3.3
  Scenario: Receive by pull, oldest first
    Given a trader that pulls its messages
    And the trader has filed an IE3F10
    And the trader has filed an IE3F10
    And the trader has filed an IE3F10
    Then the trader receives IE3R01 for each filing, oldest first
    And nothing more waits for the trader
    And customs has the trader's valid receipt for each message

  @CON-05 @pull @source-ICD-Annex-4
  Scenario: Pull an empty channel
    Given a trader that pulls its messages
    When the trader pulls its empty channel
    Then customs answers that nothing waits

  @CON-06 @pull @source-catalogue @inferred
  Scenario: Pull somebody else's channel
    Given a trader that pulls its messages
    And another trader that pulls its messages
    And the other trader has filed an IE3F10
    When the trader pulls the channel of the other trader
    Then customs refuses the pull with EBMS:0004 A001
    And the other trader receives IE3R01 with the MRN of its filing

  @CON-07 @pull @source-ICD-5.1.2
  Scenario: Pull without a seal
    Given a trader that pulls its messages
    When the trader pulls without a seal
    Then customs refuses the pull with EBMS:0103

  @CON-14 @source-catalogue @inferred
  Scenario: Unknown action
    Given a trader that pulls its messages
    When the trader files an IE3F10 under an action that does not exist
    Then customs refuses it with EBMS:0001
    And the refusal speaks of "IE3F99"
    And nothing is delivered to customs

  @CON-15 @source-ICD-5.7 @inferred
  Scenario: The agreement of Release 1
    Given a trader that pulls its messages
    When the trader files an IE3F10 under the agreement of Release 1
    Then customs refuses it with EBMS:0001
    And the refusal speaks of "EU-ICS2-TI-V2.0"
    And nothing is delivered to customs

  @CON-16 @IE3F10 @IE3R01 @source-ICD-4.2.2.1
  Scenario: Two systems of one EORI
    Given a trader with the two systems sys1 and sys2
    When the trader files an IE3F10
    And the other system files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing
    And the other system receives IE3R01 with the MRN of its filing
    And nothing more waits for the trader

  @CON-17 @IE3F10 @source-ICD-4.2.3.4
  Scenario: Any conversation id
    Given a trader that pulls its messages
    When the trader files an IE3F10 in an odd conversation
    Then customs acknowledges with a valid receipt
