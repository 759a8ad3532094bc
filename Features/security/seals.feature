@security @role-it
Feature: Seals
  Customs takes a message only when its seal is whole, of a trusted authority, and registered for the sender.

  @SEC-03 @source-ICD-Annex-4 @inferred
  Scenario: A filing without a seal
    Given a trader that pulls its messages
    When the trader files an IE3F10 without a seal
    Then customs refuses it with EBMS:0103
    And nothing is delivered to customs

  @SEC-04 @source-ICD-Annex-4
  Scenario: A document altered after sealing
    Given a trader that pulls its messages
    When the trader files an IE3F10 whose document is altered after sealing
    Then customs refuses it with EBMS:0101
    And the refusal speaks of "stated"
    And the refusal speaks of "computed"
    And nothing is delivered to customs

  @SEC-08 @source-ICD-5.1.1
  Scenario: A seal that nobody registered
    Given a trader whose seal nobody registered in UUM&DS
    When the trader files an IE3F10
    Then customs refuses it with EBMS:0004 A001
    And nothing is delivered to customs

  @SEC-12 @IE3F10 @IE3R01 @source-ICD-4.4.2
  Scenario: A service provider files for a client
    Given a trader that pulls its messages
    When the trader files an IE3F10 on behalf of the client DE9876543210
    Then the trader receives IE3R01 with the MRN of its filing

  @SEC-04b @IE3F10 @IE3R01 @source-ICD-Annex-4
  Scenario Outline: A message of customs <fault>, for a trader that <gets>
    Given a trader that <gets>
    And the next IE3R01 for the trader <fault>
    When the trader files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing
    And the trader acknowledges nothing whose seal does not hold

    Examples:
      | gets               | fault                       |
      | pulls its messages | is altered after sealing    |
      | customs pushes to  | is altered after sealing    |
      | pulls its messages | is sealed without the chain |
      | customs pushes to  | is sealed without the chain |

  @SEC-16 @IE3F10 @IE3R01 @source-field-F-12 @inferred
  Scenario Outline: A message of customs under another trader's seal, for a trader that <gets>
    Given a trader that <gets>
    And the next IE3R01 for the trader comes under another trader's seal
    When the trader files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing
    And the trader acknowledges nothing whose seal does not hold

    Examples:
      | gets               |
      | pulls its messages |
      | customs pushes to  |

  @SEC-16b @IE3F10 @IE3R01 @source-field-F-12 @inferred
  Scenario: A receipt under another trader's seal
    Given a trader that pulls its messages
    And the receipt for the next message of the trader comes under another trader's seal
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader sent it 2 times under one message id
    And customs has the filing once
    And the trader receives IE3R01 with the MRN of its filing

  @SEC-17 @own-customs @seal-taxud @IE3F10 @IE3R01 @source-field-F-11
  Scenario Outline: Customs seals as the live STI does, for a trader that <gets>
    Given a trader that <gets>
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader sent it 1 times under one message id
    And the trader receives IE3R01 with the MRN of its filing

    Examples:
      | gets               |
      | pulls its messages |
      | customs pushes to  |

  @SEC-05 @IE3F10 @source-ICD-4.6.2
  Scenario: The empty Body is not sealed
    Given a trader that pulls its messages
    When the trader files an IE3F10 whose empty Body is not sealed
    Then customs refuses it with EBMS:0103
    And nothing is delivered to customs

  @SEC-13 @IE3F10 @source-ICD-4.6
  Scenario: An encrypted document
    Given a trader that pulls its messages
    When the trader files an IE3F10 with the document encrypted
    Then customs refuses it with EBMS:0103
    And nothing is delivered to customs

  @SEC-14 @IE3F10 @IE3R01 @source-ICD-4.6.2
  Scenario: A receipt that does not cover the Body
    Given a trader that customs pushes to and whose receipts leave the empty Body out of their seal
    When the trader files an IE3F10
    Then customs keeps IE3R01 as not delivered, and pushes it again
