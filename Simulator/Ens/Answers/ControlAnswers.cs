namespace Ics2.Ens.Answers;

/// <content>IE3N08 and IE3N09: goods will be controlled.</content>
public sealed partial class AnswerComposer
{
    /// <summary>IE3N08: control on arrival (lifecycle 9.14); one message per ENS (DEC-42).</summary>
    /// <param name="filing">The facts of the filing.</param>
    /// <param name="mrn">The MRN of the ENS.</param>
    /// <param name="control">Where, when and what.</param>
    /// <param name="arrival">The person who notified the arrival; mandatory through the trader interface (C3049).</param>
    /// <param name="notifyParty">The addressee when it is a notify party.</param>
    /// <param name="at">When it is told.</param>
    public EnsMessage ControlOnArrival(FilingFacts filing, Mrn mrn, Control control, Eori arrival, Eori? notifyParty, DateTimeOffset at) =>
        Describe(About("IE3N08", filing with { PersonNotifying = arrival.Value }), mrn, control, at).Set("notifyParty/identificationNumber", notifyParty?.Value).Build();

    /// <summary>IE3N09: an authorised operator is told of a control in advance (lifecycle 9.15).</summary>
    public EnsMessage ControlToCome(FilingFacts filing, Mrn mrn, Control control, DateTimeOffset at) =>
        Describe(About("IE3N09", filing), mrn, control, at).Build();

    private static MessageDraft Describe(MessageDraft draft, Mrn mrn, Control control, DateTimeOffset at)
    {
        draft.Set("MRN", mrn.Value).Set("notificationDate", at).Set("customsOfficeOfControl/referenceNumber", control.Office);
        if (control.Scheduled is { } scheduled)
        {
            draft.Set("scheduledControlDate", scheduled);
        }

        return draft.Add("control", element =>
        {
            element.Set("examinationPlace/placeOfExamination", control.Place);
            element.Add("controlSubject/consignmentMasterLevel", master =>
            {
                foreach (var subject in control.Subjects)
                {
                    master.Copy(subject);
                }
            });
        });
    }
}

/// <summary>A control that customs decided.</summary>
/// <param name="Office">The office of control.</param>
/// <param name="Place">Where the goods are examined, in words, up to 256 characters.</param>
/// <param name="Scheduled">When; null when that is open.</param>
/// <param name="Subjects">Elements of the filing, each a receptacle, a goods item, a house consignment, a package or equipment; at least one (R3030).</param>
public sealed record Control(string Office, string Place, DateTimeOffset? Scheduled, IReadOnlyList<EnsElement> Subjects);
