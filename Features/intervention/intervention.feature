@intervention
Feature: Requests and orders of customs
  While customs analyses the risk it may ask for information, ask to amend, forbid to load, or warn of a control.
  The person filing answers or obeys. The carrier gets a copy, of most of it only when it wants one.

  @INT-01 @role-any @IE3Q02 @IE3R02 @IE3N03 @source-catalogue
  Scenario: A request for information is answered
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When customs asks the trader for information
    Then the trader receives IE3Q02 with 1 request for information
    When the trader answers the request
    Then customs has the answer of the trader
    When customs finds no risk
    Then the trader receives IE3N03 for its filing
    And the trader receives nothing more

  @INT-02 @role-hf @role-mc @IE3Q02 @IE3N04 @source-catalogue
  Scenario: The carrier gets a copy of the request
    Given a forwarder that pulls its messages
    And a carrier that pulls its messages
    And the forwarder has a registered IE3F15 carried by the carrier
    And the carrier has received IE3R01
    When customs asks the forwarder for information
    Then the forwarder receives IE3Q02 with 1 request for information
    And the carrier receives IE3N04 with the request to the forwarder

  @INT-02 @INT-02b @role-hf @role-mc @IE3Q02 @IE3N04 @source-catalogue
  Scenario: A carrier that does without copies gets none
    Given a forwarder that pulls its messages
    And a carrier that pulls its messages
    And the carrier does not want copies of IE3R01
    And the carrier does not want copies of IE3N04
    And the forwarder has a registered IE3F15 carried by the carrier
    When customs asks the forwarder for information
    Then the forwarder receives IE3Q02 with 1 request for information
    And the carrier receives nothing more

  @INT-03 @role-any @IE3Q02 @IE3A10 @IE3N10 @IE3N03 @source-catalogue
  Scenario: A request to amend is answered with the amendment
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When customs asks the trader to amend its filing
    Then the trader receives IE3Q02 with 1 request to amend
    When the trader amends the description of the goods as asked
    Then the trader receives IE3N10 for its amendment
    And customs has the answer of the trader
    When customs finds no risk
    Then the trader receives IE3N03 for its filing

  @INT-04 @role-any @IE3Q02 @IE3R02 @source-catalogue
  Scenario Outline: A <kind> goes along with the answer
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has asked the trader for information
    And the trader has received IE3Q02 with 1 request for information
    When the trader answers the request with a <kind> attached
    Then customs acknowledges with a valid receipt
    And customs has the answer of the trader
    And customs has the file of the trader as it was sent

    Examples:
      | kind |
      | PDF  |
      | JPEG |

  @INT-05 @role-any @IE3R02 @IE3N99 @source-catalogue
  Scenario: Answers that fit no request
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has asked the trader for information
    And the trader has received IE3Q02 with 1 request for information
    When the trader answers a request that customs never made
    Then the trader receives IE3N99 for REF03 or the like at /IE3R02/additionalInformationResponse[1]/referralRequestReference
    And customs still waits for the answer of the trader
    When the trader answers under an MRN that customs never gave
    Then the trader receives IE3N99 for REF01 or the like at /IE3R02/MRN
    And customs still waits for the answer of the trader
    When the trader answers the request
    Then customs has the answer of the trader
    When the trader answers the same request once more
    Then the trader receives IE3N99 for REF04 or the like at /IE3R02/additionalInformationResponse[1]/referralRequestReference

  @INT-06 @role-any @IE3Q02 @IE3R02 @source-catalogue
  Scenario: Two requests in one message
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 that customs has two questions about
    Then the trader receives IE3Q02 with 2 requests for information
    When the trader answers the first request
    Then customs still waits for the other answer of the trader
    When the trader answers the second request
    Then customs has the answers of the trader
    When customs finds no risk
    Then the trader receives IE3N03 for its filing

  @INT-07 @role-any @IE3Q02 @IE3R02 @own-customs @source-catalogue @inferred
  Scenario: No answer
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has asked the trader for information
    And the trader has received IE3Q02 with 1 request for information
    When the clock of customs moves on by 30 days
    Then the trader receives nothing more
    And customs still waits for the answer of the trader
    When customs asks the trader for information again
    Then the trader receives IE3Q02 with 1 request for information
    And the earlier request to the trader is escalated
    When the trader answers the request
    Then customs has the answer of the trader

  @INT-08 @role-mc @IE3Q01 @IE3N03 @source-catalogue
  Scenario: One container must not be loaded
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 with several containers
    When customs forbids to load one container of the trader
    Then the trader receives IE3Q01 that names what must not be loaded
    And the trader receives IE3N03 that names the other containers
    And the trader receives nothing more

  @INT-08 @INT-08b @role-mc @IE3Q01 @source-catalogue
  Scenario: No container may be loaded
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 with several containers
    When customs forbids to load every container of the trader
    Then the trader receives IE3Q01 that names what must not be loaded
    And the trader receives nothing more

  @INT-09 @role-hf @role-mc @IE3F12 @IE3F15 @IE3Q01 @source-catalogue
  Scenario: Containers of a house must not be loaded
    The carrier gets the order though it wants no copies of anything.
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the carrier does not want copies of IE3R01
    And the carrier does not want IE3N03
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    And the forwarder has filed an IE3F15 under the master of the carrier
    And the forwarder has received IE3R01 with the MRN of its filing
    When customs forbids to load every container of the forwarder
    Then the forwarder receives IE3Q01 that names what must not be loaded
    And the carrier receives IE3Q01 that names what must not be loaded
    And the forwarder receives nothing more
    And the carrier receives nothing more

  @INT-10 @role-mc @IE3F20 @IE3Q01 @IE3N03 @source-catalogue
  Scenario: The analysis is over for some houses only
    In the air one house is held before loading, and the notice names the others.
    Given a trader that pulls its messages
    And the trader has a registered IE3F20 with 3 houses
    When customs forbids to load one house of the trader
    Then the trader receives IE3Q01 that names what must not be loaded
    And the trader receives IE3N03 that names the other houses
    And the trader receives nothing more

  @INT-11 @role-hf @IE3F12 @IE3F15 @IE3N03 @source-catalogue
  Scenario: A trader that does without IE3N03 gets none
    Given a carrier that pulls its messages
    And a forwarder that pulls its messages
    And the forwarder does not want IE3N03
    And the carrier has filed an IE3F12 that names the forwarder
    And the carrier has received IE3R01 with the MRN of its filing
    And the forwarder has filed an IE3F15 under the master of the carrier
    And the forwarder has received IE3R01 with the MRN of its filing
    When customs finds no risk in the filing of the forwarder
    Then the carrier receives IE3N03 for its filing
    And the forwarder receives nothing more

  @INT-12 @role-any @role-mc @IE3N09 @source-catalogue
  Scenario: Authorised economic operators are warned of a control
    Given a trader that pulls its messages
    And a carrier that pulls its messages
    And the trader holds an AEOS authorisation
    And the carrier holds an AEOS authorisation
    And the trader has a registered IE3F10 carried by the carrier
    And the carrier has received IE3R01
    When customs decides to control the goods of the trader and to warn of it
    Then the trader receives IE3N09 about the goods of the trader
    And the carrier receives IE3N09 about the goods of the trader

  @INT-12 @INT-12b @role-mc @IE3N09 @source-catalogue
  Scenario: Who is not authorised is not warned
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When customs decides to control the goods of the trader and to warn of it
    Then the trader receives nothing more

  @INT-13 @role-mc @IE3Q01 @IE3Q04 @IE3R07 @IE3R01 @source-catalogue @inferred
  Scenario: Held, invalidated and filed again
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 with several containers
    And customs has forbidden to load every container of the trader
    And the trader has received IE3Q01 that names what must not be loaded
    When the trader invalidates its filing
    Then the trader receives IE3R07 with the MRN of its filing
    When the trader files the same again
    Then the trader receives IE3R01 with the MRN of its filing

  @INT-14 @role-any @IE3Q02 @IE3R02 @source-field-F-14
  Scenario: Two requests as the live system makes them
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has asked the trader twice in one message, with codes, a document and an element named in words
    And the trader has received IE3Q02 with 2 requests for information
    When the trader answers every request
    Then customs acknowledges with a valid receipt
    And customs has the answers of the trader
