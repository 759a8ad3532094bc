@connectivity @role-it @IE3F10
Feature: Packaging a document
  A document travels as one compressed part of its message, and the message says what it is.

  @CON-10 @source-ICD-4.2.5
  Scenario: Compressed, and said to be
    Given a trader that pulls its messages
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And every part of the filing is compressed with gzip and says so
    And the document is said to be XML in UTF-8

  @CON-11 @source-ICD-4.2.5
  Scenario: A damaged compression
    Given a trader that pulls its messages
    When the trader files an IE3F10 in a damaged compression
    Then customs refuses it with EBMS:0303
    And nothing is delivered to customs

  @CON-12 @source-ICD-4.2.6 @inferred
  Scenario Outline: A packaging that the interface does not know: <packaging>
    Given a trader that pulls its messages
    When the trader files an IE3F10 <packaging>
    Then customs refuses it with <code>
    And nothing is delivered to customs

    Examples:
      | packaging                          | code      |
      | with the document in the SOAP Body | EBMS:0010 |
      | with a second document             | EBMS:0010 |

  @CON-13 @source-ICD-4.2.6 @inferred
  Scenario: An action that is not that of the document
    Given a trader that pulls its messages
    When the trader files an IE3F10 under the action of another message
    Then customs refuses it at the door or by IE3N99

  @CON-18 @source-ICD-4.2.6 @inferred
  Scenario: More than the interface takes
    Given a trader that pulls its messages
    When the trader files an IE3F10 of more than 100 MB
    Then customs refuses it with EBMS:0303
    And the refusal speaks of "104857600 bytes"
    And nothing is delivered to customs
