using Ics2.Trader.Messages;

namespace Ics2.Cli.Output;

/// <summary>A message of customs for people.</summary>
internal static class MessageText
{
    public static void Write(TextWriter output, ReceivedCustomsMessage message)
    {
        var ids = new[] { message.Lrn is null ? null : $"LRN {message.Lrn}", message.Mrn is null ? null : $"MRN {message.Mrn}" }.Where(id =>
            id is not null
        );
        output.WriteLine(
            $"{message.Action}  {string.Join("  ", ids)}  (message {message.MessageId}, seal {(message.SealValid ? "valid" : "NOT valid")})"
        );
        output.WriteLine(message.Xml);
        foreach (var attachment in message.Attachments)
        {
            output.WriteLine($"  attachment {attachment.Id}, {attachment.MimeType}, {attachment.Bytes.Length} bytes");
        }
    }
}
